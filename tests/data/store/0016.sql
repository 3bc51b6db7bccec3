BEGIN TRANSACTION;
CREATE TABLE actions (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	digest TEXT DEFAULT '' NOT NULL, 
	topic TEXT DEFAULT '' NOT NULL, 
	story_id BIGINT, 
	done_at VARCHAR(26) NOT NULL, 
	undone_at VARCHAR(26), 
	action TEXT NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "actions" VALUES(1,'follow','','power',1,'2026-11-22 07:00:00.000000',NULL,'{"id":1,"kind":"follow","digest":"","topic":"power","story":1,"other":null,"was":null,"articles":[],"scope":"story","name":"","figures":[],"evidence":[],"title":"","until":null,"by":"reader@example.org","why":"","source":"","at":"2026-11-22T07:00:00Z","undone_at":null,"undone_by":""}','');
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
INSERT INTO "alembic_version" VALUES('0016');
CREATE TABLE article_urls (
	url_key TEXT NOT NULL, 
	article_id INTEGER NOT NULL, 
	PRIMARY KEY (url_key, article_id), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
)
 WITHOUT ROWID

;
INSERT INTO "article_urls" VALUES('a.example/1',1);
INSERT INTO "article_urls" VALUES('a.example/2',2);
INSERT INTO "article_urls" VALUES('a.example/3',3);
INSERT INTO "article_urls" VALUES('a.example/5',4);
CREATE TABLE articles (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	url_key TEXT NOT NULL, 
	site TEXT DEFAULT '' NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	language TEXT DEFAULT '' NOT NULL, 
	published_at VARCHAR(26), 
	basis TEXT DEFAULT '' NOT NULL, 
	note TEXT DEFAULT '' NOT NULL, 
	cites TEXT DEFAULT '' NOT NULL, 
	saved_at VARCHAR(26) NOT NULL, 
	imprint TEXT DEFAULT '' NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	whole_id BIGINT, 
	headline TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES(1,'https://a.example/1','a.example/1','a.example','Title 1','en','2026-11-22 06:00:00.000000','page','','','2026-11-22 06:00:00.000000','21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}','Text 1',NULL,'');
INSERT INTO "articles" VALUES(2,'https://a.example/2','a.example/2','a.example','Title 2','en','2026-11-22 06:00:00.000000','page','','','2026-11-22 06:00:00.000000','21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}','Text 2',NULL,'');
INSERT INTO "articles" VALUES(3,'https://a.example/3','a.example/3','a.example','Title 3','en','2026-11-22 06:00:00.000000','page','','','2026-11-22 06:00:00.000000','21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}','Text 3',NULL,'');
INSERT INTO "articles" VALUES(4,'https://a.example/5','a.example/5','a.example','Title 5','en','2026-11-22 06:00:00.000000','page','','','2026-11-22 07:00:00.000000','21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}','Text 5',NULL,'');
CREATE TABLE corrections (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	seen_at VARCHAR(26) NOT NULL, 
	kind TEXT NOT NULL, 
	old TEXT DEFAULT '' NOT NULL, 
	new TEXT DEFAULT '' NOT NULL, 
	mark TEXT NOT NULL, 
	source TEXT DEFAULT '' NOT NULL, 
	site TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_corrections_article_id_mark UNIQUE (article_id, mark), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "corrections" VALUES(1,1,'2026-11-22 07:00:00.000000','figure','1.5 GW','1.2 GW','figure a2daee25544b38d20b4e5b9e6d1ab857','','');
CREATE TABLE corrections_told (
	digest TEXT NOT NULL, 
	correction_id INTEGER NOT NULL, 
	edition_id INTEGER NOT NULL, 
	PRIMARY KEY (digest, correction_id), 
	FOREIGN KEY(correction_id) REFERENCES corrections (id), 
	FOREIGN KEY(edition_id) REFERENCES editions (id)
)
 WITHOUT ROWID

;
INSERT INTO "corrections_told" VALUES('daily',1,1);
CREATE TABLE counters (
	name TEXT NOT NULL, 
	value BIGINT DEFAULT 0 NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "counters" VALUES('seq',8);
CREATE TABLE deferrals (
	digest TEXT NOT NULL, 
	entry_id INTEGER NOT NULL, 
	seq BIGINT NOT NULL, 
	PRIMARY KEY (digest, entry_id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID

;
INSERT INTO "deferrals" VALUES('daily',3,6);
CREATE TABLE digests (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	listed BOOLEAN DEFAULT 0 NOT NULL, 
	upto BIGINT DEFAULT 1 NOT NULL, 
	upto_at VARCHAR(26) NOT NULL, 
	thread TEXT DEFAULT '' NOT NULL, 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_digests_name UNIQUE (name)
);
INSERT INTO "digests" VALUES(1,'daily',1,6,'2026-11-22 07:00:00.000000','<1@x>','2026-11-22 08:00:00.000000',0,'',1,0,0);
INSERT INTO "digests" VALUES(2,'weekly',1,1,'2026-11-22 06:00:00.000000','','2026-11-26 10:00:00.000000',0,'',0,0,0);
CREATE TABLE editions (
	id INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	name TEXT NOT NULL, 
	number BIGINT, 
	start BIGINT NOT NULL, 
	"end" BIGINT NOT NULL, 
	start_at VARCHAR(26) NOT NULL, 
	end_at VARCHAR(26) NOT NULL, 
	composed_at VARCHAR(26) NOT NULL, 
	skipped TEXT DEFAULT '' NOT NULL, 
	account TEXT DEFAULT '' NOT NULL, 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, 
	subject TEXT DEFAULT '' NOT NULL, 
	text TEXT DEFAULT '' NOT NULL, 
	html TEXT DEFAULT '' NOT NULL, 
	page TEXT DEFAULT '' NOT NULL, 
	json TEXT DEFAULT '' NOT NULL, 
	brief TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_editions_digest_number UNIQUE (digest, number)
);
INSERT INTO "editions" VALUES(1,'daily','daily-1-6',1,1,6,'2026-11-22 06:00:00.000000','2026-11-22 07:00:00.000000','2026-11-22 07:00:00.000000','','{"fetched":5,"shown":5,"merged":0,"known":0,"off_topic":0,"too_old":0,"failed":0,"muted":0,"passed_over":0}','2026-11-22 07:00:00.000000',0,'',0,0,0,'1.5 GW','text','<p>html','<p>page','{"digest": "daily"}','');
CREATE TABLE entries (
	id INTEGER NOT NULL, 
	feed_id INTEGER NOT NULL, 
	guid TEXT NOT NULL, 
	revision BIGINT DEFAULT 0 NOT NULL, 
	url TEXT NOT NULL, 
	url_key TEXT NOT NULL, 
	title_hash TEXT DEFAULT '' NOT NULL, 
	text_hash TEXT DEFAULT '' NOT NULL, 
	published_at VARCHAR(26), 
	shared BOOLEAN DEFAULT 0 NOT NULL, 
	identity TEXT DEFAULT '' NOT NULL, 
	first_seen_at VARCHAR(26) NOT NULL, 
	article_id INTEGER, 
	failed TEXT DEFAULT '' NOT NULL, 
	seq BIGINT, 
	settled_at VARCHAR(26), 
	stage TEXT DEFAULT '' NOT NULL, 
	host TEXT DEFAULT '' NOT NULL, 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, 
	entry TEXT NOT NULL, 
	readings TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_entries_feed_id_guid_url_key_title_hash_revision UNIQUE (feed_id, guid, url_key, title_hash, revision), 
	FOREIGN KEY(feed_id) REFERENCES feeds (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id), 
	CONSTRAINT uq_entries_seq UNIQUE (seq)
);
INSERT INTO "entries" VALUES(1,1,'id-1',0,'https://a.example/1','a.example/1','7e51a1d64491b57e36f0326e92d2b784','7e51a1d64491b57e36f0326e92d2b784',NULL,0,'','2026-11-22 06:00:00.000000',1,'',1,'2026-11-22 06:00:00.000000','','a.example',NULL,0,'',2,0,0,'{"guid":"id-1","url":"https://a.example/1","part":"","shared":false,"identity":"","title":"Title 1","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}','');
INSERT INTO "entries" VALUES(2,1,'id-2',0,'https://a.example/2','a.example/2','9ae3d090bcc23a41a92029090f20d5bb','9ae3d090bcc23a41a92029090f20d5bb',NULL,0,'','2026-11-22 06:00:00.000000',2,'',2,'2026-11-22 06:00:00.000000','','a.example',NULL,0,'',2,0,0,'{"guid":"id-2","url":"https://a.example/2","part":"","shared":false,"identity":"","title":"Title 2","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}','');
INSERT INTO "entries" VALUES(3,1,'id-3',0,'https://a.example/3','a.example/3','49a26216a4434a805df6ecd46f961df4','49a26216a4434a805df6ecd46f961df4',NULL,0,'','2026-11-22 06:00:00.000000',3,'',3,'2026-11-22 06:00:00.000000','','a.example',NULL,0,'',2,0,0,'{"guid":"id-3","url":"https://a.example/3","part":"","shared":false,"identity":"","title":"Größer","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}','');
INSERT INTO "entries" VALUES(4,1,'id-4',0,'https://a.example/4','a.example/4','66a5d46668c68c34c8c5ae00ff9dc54c','66a5d46668c68c34c8c5ae00ff9dc54c',NULL,0,'','2026-11-22 07:00:00.000000',NULL,'{"code": "as-told", "values": {"words": "no answer"}}',4,'2026-11-22 07:00:00.000000','','a.example',NULL,0,'',1,0,0,'{"guid":"id-4","url":"https://a.example/4","part":"","shared":false,"identity":"","title":"Title 4","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}','[]');
INSERT INTO "entries" VALUES(5,1,'id-5',0,'https://a.example/5','a.example/5','5f8ae9f8cdda79b5915d7eb5273d6d89','5f8ae9f8cdda79b5915d7eb5273d6d89',NULL,0,'','2026-11-22 07:00:00.000000',4,'',5,'2026-11-22 07:00:00.000000','','a.example',NULL,0,'',4,0,0,'{"guid":"id-5","url":"https://a.example/5","part":"","shared":false,"identity":"","title":"Title 5","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}','');
INSERT INTO "entries" VALUES(6,1,'id-6',0,'https://a.example/6','a.example/6','464f2cc150a8fb5db4c03d2adde332a4','464f2cc150a8fb5db4c03d2adde332a4',NULL,0,'','2026-11-22 08:00:00.000000',NULL,'',NULL,NULL,'entries','a.example','2026-11-22 08:00:00.000000',0,'',0,0,0,'{"guid":"id-6","url":"https://a.example/6","part":"","shared":false,"identity":"","title":"Title 6","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}','');
CREATE TABLE feeds (
	id INTEGER NOT NULL, 
	url TEXT NOT NULL, 
	enabled BOOLEAN DEFAULT 0 NOT NULL, 
	feed TEXT NOT NULL, 
	state TEXT NOT NULL, 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, looked_at VARCHAR(26), noted BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_feeds_url UNIQUE (url)
);
INSERT INTO "feeds" VALUES(1,'https://a.example/rss',1,'{"url":"https://a.example/rss","title":"A","language":"","interval":null,"topics":["power"],"include":"","exclude":"","read":"matching","backfill":5,"limit":20,"enabled":true,"tags":[],"auth":""}','{"url":"https://a.example/rss","validators":{"etag":"","last_modified":""},"body_hash":"","looks":4,"last_look_at":null,"last_success_at":null,"last_full_at":null,"last_new_at":null,"failure_weight":0.0,"problem":null,"problem_since":null,"gone":false,"moved_to":"","moved_since":null,"rhythm":0.0,"hints":null,"title":"","dropped":0,"elements":"","next_look_why":null,"asked_to_wait_until":null,"host_asked":false,"habits":{"days":[],"changed_at":null,"dated":0,"distinct":0,"empty_since":null,"longest_empty":0.0,"undated_since":null,"one_id_since":null,"skew_since":null,"skewed":0,"certificate":null,"standing":{"relevant":0,"relevant_at":null,"since_then":0,"twin":""},"standing_day":0},"concern":null,"passed_over":[]}','2026-11-22 10:00:00.000000',0,'',4,0,0,NULL,0);
CREATE TABLE figures (
	id INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	article_id INTEGER NOT NULL, 
	"of" TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	seen_at VARCHAR(26) NOT NULL, 
	figure TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "figures" VALUES(1,'power',1,'Cerebras','power','2026-11-22 06:00:00.000000','{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}');
INSERT INTO "figures" VALUES(2,'power',2,'Cerebras','power','2026-11-22 06:00:00.000000','{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}');
INSERT INTO "figures" VALUES(3,'power',3,'Cerebras','power','2026-11-22 06:00:00.000000','{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}');
CREATE VIRTUAL TABLE headline_words USING fts5(words, content='headlines', content_rowid='article_id', columnsize=0, detail=none, tokenize="ascii tokenchars '_'");
CREATE TABLE headlines (
	article_id INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	PRIMARY KEY (article_id), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "headlines" VALUES(1,'1 a example title');
INSERT INTO "headlines" VALUES(2,'2 a example title');
INSERT INTO "headlines" VALUES(3,'3 a example title');
INSERT INTO "headlines" VALUES(4,'5 a example title');
CREATE TABLE hosts (
	host TEXT NOT NULL, 
	free_at VARCHAR(26) NOT NULL, 
	PRIMARY KEY (host)
)
 WITHOUT ROWID

;
INSERT INTO "hosts" VALUES('a.example:443','2026-11-22 07:00:00.000000');
CREATE TABLE known (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	digest TEXT DEFAULT '' NOT NULL, 
	story_id BIGINT, 
	edition_id INTEGER, 
	article_id BIGINT, 
	told_at VARCHAR(26), 
	known TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(edition_id) REFERENCES editions (id)
);
INSERT INTO "known" VALUES(1,'seed:1','',NULL,NULL,NULL,'2026-11-22 06:00:00.000000','{"id":"seed:1","title":"known","summary":"","url":"","language":"","told_at":"2026-11-22T06:00:00Z","whole":null,"story":null,"article":null,"imprint":{"text_hash":"x","title_hash":"y","sketch":[1,18446744073709551615],"terms":[[3,1.0]],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null},"entities":[],"background":[],"figures":[],"steps":null}');
INSERT INTO "known" VALUES(2,'told:daily:1:1','daily',1,1,1,'2026-11-22 07:00:00.000000','{"id":"told:daily:1:1","title":"known","summary":"","url":"https://a.example/1","language":"en","told_at":"2026-11-22T07:00:00Z","whole":null,"story":1,"article":1,"imprint":{"text_hash":"","title_hash":"","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null},"entities":[],"background":[],"figures":[],"steps":[]}');
CREATE TABLE known_postings (
	"key" BIGINT NOT NULL, 
	known_id BIGINT NOT NULL, 
	PRIMARY KEY ("key", known_id)
)
 WITHOUT ROWID

;
INSERT INTO "known_postings" VALUES(1,1);
INSERT INTO "known_postings" VALUES(2,1);
INSERT INTO "known_postings" VALUES(1,2);
CREATE TABLE letters (
	mark TEXT NOT NULL, 
	taken_at VARCHAR(26) NOT NULL, 
	what TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (mark)
)
 WITHOUT ROWID

;
INSERT INTO "letters" VALUES('mark','2026-11-22 07:00:00.000000','done');
CREATE TABLE looks (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	story_id BIGINT NOT NULL, 
	told_at VARCHAR(26) NOT NULL, 
	looks BIGINT DEFAULT 0 NOT NULL, 
	looked_at VARCHAR(26), 
	missing_at VARCHAR(26), 
	etag TEXT DEFAULT '' NOT NULL, 
	last_modified TEXT DEFAULT '' NOT NULL, 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_looks_article_id UNIQUE (article_id), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
);
INSERT INTO "looks" VALUES(1,1,1,'2026-11-22 07:00:00.000000',1,'2026-11-22 07:00:00.000000',NULL,'"1"','','2026-11-30 14:00:00.000000',0,'',1,0,0);
CREATE TABLE mailboxes (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	validity BIGINT DEFAULT 0 NOT NULL, 
	upto BIGINT DEFAULT 0 NOT NULL, 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_mailboxes_name UNIQUE (name)
);
INSERT INTO "mailboxes" VALUES(1,'reader@imap.example:993/INBOX',7,9,'2026-11-26 10:00:00.000000',0,'',1,0,0);
CREATE TABLE members (
	article_id INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	story_id INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	score FLOAT NOT NULL, 
	why TEXT DEFAULT '' NOT NULL, 
	seen_at VARCHAR(26) NOT NULL, 
	PRIMARY KEY (article_id, topic), 
	FOREIGN KEY(article_id) REFERENCES articles (id), 
	FOREIGN KEY(story_id) REFERENCES stories (id)
)
 WITHOUT ROWID

;
INSERT INTO "members" VALUES(1,'power',1,'lead',0.7,'{"code": "place-alone", "values": {}}','2026-11-22 06:00:00.000000');
INSERT INTO "members" VALUES(2,'power',1,'lead',0.7,'{"code": "place-alone", "values": {}}','2026-11-22 06:00:00.000000');
INSERT INTO "members" VALUES(3,'power',3,'lead',0.7,'{"code": "place-alone", "values": {}}','2026-11-22 06:00:00.000000');
INSERT INTO "members" VALUES(4,'power',1,'report',0.7,'{"code": "place-alone", "values": {}}','2026-11-22 07:00:00.000000');
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	edition_id INTEGER NOT NULL, 
	recipient TEXT NOT NULL, 
	sender TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	state TEXT NOT NULL, 
	doubts BIGINT DEFAULT 0 NOT NULL, 
	answer TEXT DEFAULT '' NOT NULL, 
	made_at VARCHAR(26) NOT NULL, 
	first_tried_at VARCHAR(26), 
	sent_at VARCHAR(26), 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, 
	content BLOB NOT NULL, 
	reply TEXT DEFAULT '' NOT NULL, 
	returned TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_outbox_message_id_recipient UNIQUE (message_id, recipient), 
	FOREIGN KEY(edition_id) REFERENCES editions (id)
);
INSERT INTO "outbox" VALUES(1,1,'reader@example.org','m@example.org','<1@x>','sending',0,'','2026-11-22 07:00:00.000000','2026-11-22 09:00:00.000000',NULL,'2026-11-22 09:03:00.000000',0,'',1,1,0,X'4D6573736167652D49443A203C3140783E0D0A0D0A627974657320002031','','');
CREATE TABLE passed_over (
	id INTEGER NOT NULL, 
	feed_id INTEGER NOT NULL, 
	seq BIGINT NOT NULL, 
	seen_at VARCHAR(26) NOT NULL, 
	why TEXT NOT NULL, 
	number BIGINT DEFAULT 1 NOT NULL, 
	guid TEXT DEFAULT '' NOT NULL, 
	url TEXT DEFAULT '' NOT NULL, 
	url_key TEXT DEFAULT '' NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	title_hash TEXT DEFAULT '' NOT NULL, 
	text_hash TEXT DEFAULT '' NOT NULL, 
	identity TEXT DEFAULT '' NOT NULL, 
	published_at VARCHAR(26), 
	PRIMARY KEY (id), 
	FOREIGN KEY(feed_id) REFERENCES feeds (id)
);
INSERT INTO "passed_over" VALUES(1,1,7,'2026-11-22 09:00:00.000000','backfill',1,'id-7','https://a.example/7','a.example/7','Title 7','ebb561cc1b5fc48a14107e5b94e142a0','ebb561cc1b5fc48a14107e5b94e142a0','bdc80a5e3be376e98412314b9976e6b9',NULL);
CREATE TABLE postings (
	"key" BIGINT NOT NULL, 
	article_id BIGINT NOT NULL, 
	PRIMARY KEY ("key", article_id)
)
 WITHOUT ROWID

;
INSERT INTO "postings" VALUES(-1,1);
INSERT INTO "postings" VALUES(1,1);
INSERT INTO "postings" VALUES(-1,2);
INSERT INTO "postings" VALUES(1,2);
INSERT INTO "postings" VALUES(-1,3);
INSERT INTO "postings" VALUES(1,3);
INSERT INTO "postings" VALUES(1,4);
CREATE TABLE readings (
	article_id INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	relevant BOOLEAN DEFAULT 0 NOT NULL, 
	reading TEXT NOT NULL, 
	PRIMARY KEY (article_id, topic), 
	FOREIGN KEY(article_id) REFERENCES articles (id)
)
 WITHOUT ROWID

;
INSERT INTO "readings" VALUES(1,'power',1,'{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}],"steps":[]}');
INSERT INTO "readings" VALUES(2,'power',1,'{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}],"steps":[]}');
INSERT INTO "readings" VALUES(3,'power',1,'{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}],"steps":[]}');
INSERT INTO "readings" VALUES(4,'power',1,'{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[],"steps":[]}');
CREATE TABLE state (
	name TEXT NOT NULL, 
	value TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "state" VALUES('clean','1');
CREATE TABLE stories (
	id INTEGER NOT NULL, 
	topic TEXT NOT NULL, 
	begun_at VARCHAR(26) NOT NULL, 
	joined_into INTEGER, 
	PRIMARY KEY (id), 
	FOREIGN KEY(joined_into) REFERENCES stories (id)
);
INSERT INTO "stories" VALUES(1,'power','2026-11-22 06:00:00.000000',NULL);
INSERT INTO "stories" VALUES(2,'power','2026-11-22 06:00:00.000000',1);
INSERT INTO "stories" VALUES(3,'power','2026-11-22 06:00:00.000000',NULL);
CREATE TABLE told_stories (
	digest TEXT NOT NULL, 
	story_id BIGINT NOT NULL, 
	figures TEXT DEFAULT '' NOT NULL, 
	entities TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (digest, story_id)
)
 WITHOUT ROWID

;
INSERT INTO "told_stories" VALUES('daily',1,'[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}]','[]');
CREATE TABLE troubles_told (
	digest TEXT NOT NULL, 
	url TEXT NOT NULL, 
	since VARCHAR(26), 
	PRIMARY KEY (digest, url)
)
 WITHOUT ROWID

;
INSERT INTO "troubles_told" VALUES('daily','https://a.example/rss','2026-11-22 07:00:00.000000');
CREATE TABLE withheld (
	edition_id INTEGER NOT NULL, 
	entry_id INTEGER NOT NULL, 
	reason TEXT NOT NULL, 
	detail TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (edition_id, entry_id), 
	FOREIGN KEY(edition_id) REFERENCES editions (id), 
	FOREIGN KEY(entry_id) REFERENCES entries (id)
)
 WITHOUT ROWID

;
INSERT INTO "withheld" VALUES(1,4,'off-topic','no rule');
CREATE TABLE wordings (
	id INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	told TEXT DEFAULT '' NOT NULL, 
	due_at VARCHAR(26), 
	attempts BIGINT DEFAULT 0 NOT NULL, 
	last_error TEXT DEFAULT '' NOT NULL, 
	token BIGINT DEFAULT 0 NOT NULL, 
	claimed BOOLEAN DEFAULT 0 NOT NULL, 
	buried BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT uq_wordings_digest UNIQUE (digest)
);
INSERT INTO "wordings" VALUES(1,'daily','','2026-11-26 10:00:00.000000',0,'',0,0,0);
CREATE TABLE workers (
	name TEXT NOT NULL, 
	lists TEXT DEFAULT '' NOT NULL, 
	done TEXT DEFAULT '' NOT NULL, 
	started_at VARCHAR(26) NOT NULL, 
	seen_at VARCHAR(26) NOT NULL, 
	PRIMARY KEY (name)
)
 WITHOUT ROWID

;
INSERT INTO "workers" VALUES('here:1','feeds','{}','2026-11-22 06:00:00.000000','2026-11-22 06:00:00.000000');
CREATE INDEX ix_articles_whole_id ON articles (whole_id);
CREATE INDEX ix_articles_saved_at ON articles (saved_at);
CREATE INDEX ix_articles_url_key ON articles (url_key);
CREATE INDEX ix_stories_joined ON stories (joined_into) WHERE joined_into IS NOT NULL;
CREATE INDEX ix_postings_article ON postings (article_id);
CREATE UNIQUE INDEX uq_editions_window ON editions (digest, start) WHERE "end" > start;
CREATE INDEX ix_known_postings_known ON known_postings (known_id);
CREATE INDEX ix_actions_source ON actions (source) WHERE source <> '';
CREATE INDEX ix_letters_taken_at ON letters (taken_at);
CREATE INDEX ix_hosts_free_at ON hosts (free_at);
CREATE INDEX ix_entries_buried ON entries (id) WHERE buried = 1;
CREATE INDEX ix_entries_feed_title ON entries (feed_id, title_hash);
CREATE INDEX ix_entries_article_id ON entries (article_id);
CREATE INDEX ix_entries_url_key ON entries (url_key);
CREATE INDEX ix_entries_settled_at ON entries (settled_at);
CREATE INDEX ix_entries_feed_url ON entries (feed_id, url_key);
CREATE INDEX ix_entries_url ON entries (url);
CREATE INDEX ix_passed_over_url ON passed_over (feed_id, url_key);
CREATE INDEX ix_passed_over_seq ON passed_over (seq);
CREATE INDEX ix_passed_over_title ON passed_over (feed_id, title_hash);
CREATE INDEX ix_passed_over_guid ON passed_over (feed_id, guid);
CREATE INDEX ix_passed_over_key ON passed_over (url_key);
CREATE INDEX ix_members_story_id ON members (story_id);
CREATE INDEX ix_figures_article_id ON figures (article_id);
CREATE INDEX ix_figures_topic ON figures (topic, seen_at);
CREATE INDEX ix_outbox_edition_id ON outbox (edition_id);
CREATE INDEX ix_known_story_id ON known (story_id);
CREATE INDEX ix_known_article_id ON known (article_id);
CREATE INDEX ix_known_name ON known (name);
CREATE INDEX ix_looks_looked_at ON looks (looked_at);
CREATE INDEX ix_looks_story_id ON looks (story_id);
CREATE INDEX ix_deferrals_seq ON deferrals (digest, seq);
CREATE INDEX ix_withheld_entry ON withheld (entry_id);
CREATE INDEX ix_articles_language ON articles (language, id);
CREATE INDEX ix_members_seen_at ON members (seen_at);
CREATE INDEX ix_feeds_due ON feeds (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_entries_due ON entries (stage, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_entries_turn ON entries (stage, host, due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_mailboxes_due ON mailboxes (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_looks_due ON looks (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_wordings_due ON wordings (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_digests_due ON digests (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_editions_due ON editions (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_outbox_due ON outbox (due_at, id) WHERE due_at IS NOT NULL;
CREATE INDEX ix_feeds_buried ON feeds (id) WHERE buried = 1;
CREATE INDEX ix_feeds_looked ON feeds (looked_at, enabled) WHERE enabled = 1;
CREATE INDEX ix_feeds_ill ON feeds (id) WHERE enabled = 1 AND (attempts > 0 OR noted = 1);
INSERT INTO headline_words(headline_words) VALUES ('rebuild');
COMMIT;
