CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.article_urls (
    url_key text NOT NULL COLLATE pg_catalog."C",
    article_id bigint NOT NULL
);
CREATE TABLE public.articles (
    id bigint NOT NULL,
    url text NOT NULL COLLATE pg_catalog."C",
    url_key text NOT NULL COLLATE pg_catalog."C",
    site text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    title text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    language text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    published_at character varying(26) COLLATE pg_catalog."C",
    basis text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    note text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    cites text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    saved_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    imprint text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    text text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    whole_id bigint
);
CREATE SEQUENCE public.articles_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.articles_id_seq OWNED BY public.articles.id;
CREATE TABLE public.counters (
    name text NOT NULL COLLATE pg_catalog."C",
    value bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.deferrals (
    digest text NOT NULL COLLATE pg_catalog."C",
    entry_id bigint NOT NULL,
    seq bigint NOT NULL
);
CREATE TABLE public.digests (
    id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    listed boolean DEFAULT false NOT NULL,
    upto bigint DEFAULT 1 NOT NULL,
    upto_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    thread text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due_at character varying(26) COLLATE pg_catalog."C",
    attempts bigint DEFAULT 0 NOT NULL,
    last_error text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    token bigint DEFAULT 0 NOT NULL,
    claimed boolean DEFAULT false NOT NULL,
    buried boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.digests_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.digests_id_seq OWNED BY public.digests.id;
CREATE TABLE public.editions (
    id bigint NOT NULL,
    digest text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL COLLATE pg_catalog."C",
    number bigint,
    start bigint NOT NULL,
    "end" bigint NOT NULL,
    start_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    end_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    composed_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    skipped text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    account text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due_at character varying(26) COLLATE pg_catalog."C",
    attempts bigint DEFAULT 0 NOT NULL,
    last_error text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    token bigint DEFAULT 0 NOT NULL,
    claimed boolean DEFAULT false NOT NULL,
    buried boolean DEFAULT false NOT NULL,
    subject text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    text text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    html text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    page text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    json text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    brief text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.editions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.editions_id_seq OWNED BY public.editions.id;
CREATE TABLE public.entries (
    id bigint NOT NULL,
    feed_id bigint NOT NULL,
    guid text NOT NULL COLLATE pg_catalog."C",
    revision bigint DEFAULT 0 NOT NULL,
    url text NOT NULL COLLATE pg_catalog."C",
    url_key text NOT NULL COLLATE pg_catalog."C",
    title_hash text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    text_hash text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    published_at character varying(26) COLLATE pg_catalog."C",
    shared boolean DEFAULT false NOT NULL,
    identity text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    first_seen_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    article_id bigint,
    failed text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    seq bigint,
    settled_at character varying(26) COLLATE pg_catalog."C",
    stage text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    host text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due_at character varying(26) COLLATE pg_catalog."C",
    attempts bigint DEFAULT 0 NOT NULL,
    last_error text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    token bigint DEFAULT 0 NOT NULL,
    claimed boolean DEFAULT false NOT NULL,
    buried boolean DEFAULT false NOT NULL,
    entry text NOT NULL COLLATE pg_catalog."C",
    readings text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.entries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.entries_id_seq OWNED BY public.entries.id;
CREATE TABLE public.feeds (
    id bigint NOT NULL,
    url text NOT NULL COLLATE pg_catalog."C",
    enabled boolean DEFAULT false NOT NULL,
    feed text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    due_at character varying(26) COLLATE pg_catalog."C",
    attempts bigint DEFAULT 0 NOT NULL,
    last_error text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    token bigint DEFAULT 0 NOT NULL,
    claimed boolean DEFAULT false NOT NULL,
    buried boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.feeds_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.feeds_id_seq OWNED BY public.feeds.id;
CREATE TABLE public.figures (
    id bigint NOT NULL,
    topic text NOT NULL COLLATE pg_catalog."C",
    article_id bigint NOT NULL,
    of text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    seen_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    figure text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.figures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.figures_id_seq OWNED BY public.figures.id;
CREATE TABLE public.known (
    id bigint NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    digest text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    story_id bigint,
    edition_id bigint,
    article_id bigint,
    told_at character varying(26) COLLATE pg_catalog."C",
    known text NOT NULL COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.known_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.known_id_seq OWNED BY public.known.id;
CREATE TABLE public.known_postings (
    key bigint NOT NULL,
    known_id bigint NOT NULL
);
CREATE TABLE public.members (
    article_id bigint NOT NULL,
    topic text NOT NULL COLLATE pg_catalog."C",
    story_id bigint NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    score double precision NOT NULL,
    why text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    seen_at character varying(26) NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.outbox (
    id bigint NOT NULL,
    edition_id bigint NOT NULL,
    recipient text NOT NULL COLLATE pg_catalog."C",
    sender text NOT NULL COLLATE pg_catalog."C",
    message_id text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL COLLATE pg_catalog."C",
    doubts bigint DEFAULT 0 NOT NULL,
    answer text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    made_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    first_tried_at character varying(26) COLLATE pg_catalog."C",
    sent_at character varying(26) COLLATE pg_catalog."C",
    due_at character varying(26) COLLATE pg_catalog."C",
    attempts bigint DEFAULT 0 NOT NULL,
    last_error text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    token bigint DEFAULT 0 NOT NULL,
    claimed boolean DEFAULT false NOT NULL,
    buried boolean DEFAULT false NOT NULL,
    content bytea NOT NULL
);
CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE TABLE public.passed_over (
    id bigint NOT NULL,
    feed_id bigint NOT NULL,
    seq bigint NOT NULL,
    seen_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    why text NOT NULL COLLATE pg_catalog."C",
    number bigint DEFAULT 1 NOT NULL,
    guid text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    url text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    url_key text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    title text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    title_hash text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    text_hash text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    identity text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    published_at character varying(26) COLLATE pg_catalog."C"
);
CREATE SEQUENCE public.passed_over_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.passed_over_id_seq OWNED BY public.passed_over.id;
CREATE TABLE public.postings (
    key bigint NOT NULL,
    article_id bigint NOT NULL
);
CREATE TABLE public.readings (
    article_id bigint NOT NULL,
    topic text NOT NULL COLLATE pg_catalog."C",
    relevant boolean DEFAULT false NOT NULL,
    reading text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.state (
    name text NOT NULL COLLATE pg_catalog."C",
    value text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.stories (
    id bigint NOT NULL,
    topic text NOT NULL COLLATE pg_catalog."C",
    begun_at character varying(26) NOT NULL COLLATE pg_catalog."C",
    joined_into bigint
);
CREATE SEQUENCE public.stories_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.stories_id_seq OWNED BY public.stories.id;
CREATE TABLE public.told_stories (
    digest text NOT NULL COLLATE pg_catalog."C",
    story_id bigint NOT NULL,
    figures text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    entities text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.troubles_told (
    digest text NOT NULL COLLATE pg_catalog."C",
    url text NOT NULL COLLATE pg_catalog."C",
    since character varying(26) COLLATE pg_catalog."C"
);
CREATE TABLE public.withheld (
    edition_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    detail text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.wordings (
    id bigint NOT NULL,
    digest text NOT NULL COLLATE pg_catalog."C",
    told text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    due_at character varying(26) COLLATE pg_catalog."C",
    attempts bigint DEFAULT 0 NOT NULL,
    last_error text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    token bigint DEFAULT 0 NOT NULL,
    claimed boolean DEFAULT false NOT NULL,
    buried boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.wordings_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.wordings_id_seq OWNED BY public.wordings.id;
ALTER TABLE ONLY public.articles ALTER COLUMN id SET DEFAULT nextval('public.articles_id_seq'::regclass);
ALTER TABLE ONLY public.digests ALTER COLUMN id SET DEFAULT nextval('public.digests_id_seq'::regclass);
ALTER TABLE ONLY public.editions ALTER COLUMN id SET DEFAULT nextval('public.editions_id_seq'::regclass);
ALTER TABLE ONLY public.entries ALTER COLUMN id SET DEFAULT nextval('public.entries_id_seq'::regclass);
ALTER TABLE ONLY public.feeds ALTER COLUMN id SET DEFAULT nextval('public.feeds_id_seq'::regclass);
ALTER TABLE ONLY public.figures ALTER COLUMN id SET DEFAULT nextval('public.figures_id_seq'::regclass);
ALTER TABLE ONLY public.known ALTER COLUMN id SET DEFAULT nextval('public.known_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.passed_over ALTER COLUMN id SET DEFAULT nextval('public.passed_over_id_seq'::regclass);
ALTER TABLE ONLY public.stories ALTER COLUMN id SET DEFAULT nextval('public.stories_id_seq'::regclass);
ALTER TABLE ONLY public.wordings ALTER COLUMN id SET DEFAULT nextval('public.wordings_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0009');
INSERT INTO public.article_urls VALUES ('a.example/1', 1);
INSERT INTO public.article_urls VALUES ('a.example/2', 2);
INSERT INTO public.article_urls VALUES ('a.example/3', 3);
INSERT INTO public.article_urls VALUES ('a.example/5', 4);
INSERT INTO public.articles VALUES (1, 'https://a.example/1', 'a.example/1', 'a.example', 'Title 1', 'en', '2026-11-22 06:00:00.000000', 'page', '', '', '2026-11-22 06:00:00.000000', '21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}', 'Text 1', NULL);
INSERT INTO public.articles VALUES (2, 'https://a.example/2', 'a.example/2', 'a.example', 'Title 2', 'en', '2026-11-22 06:00:00.000000', 'page', '', '', '2026-11-22 06:00:00.000000', '21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}', 'Text 2', NULL);
INSERT INTO public.articles VALUES (3, 'https://a.example/3', 'a.example/3', 'a.example', 'Title 3', 'en', '2026-11-22 06:00:00.000000', 'page', '', '', '2026-11-22 06:00:00.000000', '21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}', 'Text 3', NULL);
INSERT INTO public.articles VALUES (4, 'https://a.example/5', 'a.example/5', 'a.example', 'Title 5', 'en', '2026-11-22 06:00:00.000000', 'page', '', '', '2026-11-22 07:00:00.000000', '21 2 0 0 AAMAAAAQJwEAAAAAAAAA//////////8= {"text_hash":"x","title_hash":"y","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null}', 'Text 5', NULL);
INSERT INTO public.counters VALUES ('seq', 8);
INSERT INTO public.deferrals VALUES ('daily', 3, 6);
INSERT INTO public.digests VALUES (2, 'weekly', true, 1, '2026-11-22 06:00:00.000000', '', '2026-11-26 10:00:00.000000', 0, '', 0, false, false);
INSERT INTO public.digests VALUES (1, 'daily', true, 6, '2026-11-22 07:00:00.000000', '<1@x>', '2026-11-22 08:00:00.000000', 0, '', 1, false, false);
INSERT INTO public.editions VALUES (1, 'daily', 'daily-1-6', 1, 1, 6, '2026-11-22 06:00:00.000000', '2026-11-22 07:00:00.000000', '2026-11-22 07:00:00.000000', '', '{"fetched":5,"shown":5,"merged":0,"known":0,"off_topic":0,"too_old":0,"failed":0,"passed_over":0}', '2026-11-22 07:00:00.000000', 0, '', 0, false, false, '1.5 GW', 'text', '<p>html', '<p>page', '{"digest": "daily"}', '');
INSERT INTO public.entries VALUES (1, 1, 'id-1', 0, 'https://a.example/1', 'a.example/1', '7e51a1d64491b57e36f0326e92d2b784', '7e51a1d64491b57e36f0326e92d2b784', NULL, false, '', '2026-11-22 06:00:00.000000', 1, '', 1, '2026-11-22 06:00:00.000000', '', 'a.example', NULL, 0, '', 2, false, false, '{"guid":"id-1","url":"https://a.example/1","part":"","shared":false,"identity":"","title":"Title 1","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}', '');
INSERT INTO public.entries VALUES (2, 1, 'id-2', 0, 'https://a.example/2', 'a.example/2', '9ae3d090bcc23a41a92029090f20d5bb', '9ae3d090bcc23a41a92029090f20d5bb', NULL, false, '', '2026-11-22 06:00:00.000000', 2, '', 2, '2026-11-22 06:00:00.000000', '', 'a.example', NULL, 0, '', 2, false, false, '{"guid":"id-2","url":"https://a.example/2","part":"","shared":false,"identity":"","title":"Title 2","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}', '');
INSERT INTO public.entries VALUES (3, 1, 'id-3', 0, 'https://a.example/3', 'a.example/3', '49a26216a4434a805df6ecd46f961df4', '49a26216a4434a805df6ecd46f961df4', NULL, false, '', '2026-11-22 06:00:00.000000', 3, '', 3, '2026-11-22 06:00:00.000000', '', 'a.example', NULL, 0, '', 2, false, false, '{"guid":"id-3","url":"https://a.example/3","part":"","shared":false,"identity":"","title":"Größer","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}', '');
INSERT INTO public.entries VALUES (4, 1, 'id-4', 0, 'https://a.example/4', 'a.example/4', '66a5d46668c68c34c8c5ae00ff9dc54c', '66a5d46668c68c34c8c5ae00ff9dc54c', NULL, false, '', '2026-11-22 07:00:00.000000', NULL, '{"code": "as-told", "values": {"words": "no answer"}}', 4, '2026-11-22 07:00:00.000000', '', 'a.example', NULL, 0, '', 1, false, false, '{"guid":"id-4","url":"https://a.example/4","part":"","shared":false,"identity":"","title":"Title 4","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}', '[]');
INSERT INTO public.entries VALUES (5, 1, 'id-5', 0, 'https://a.example/5', 'a.example/5', '5f8ae9f8cdda79b5915d7eb5273d6d89', '5f8ae9f8cdda79b5915d7eb5273d6d89', NULL, false, '', '2026-11-22 07:00:00.000000', 4, '', 5, '2026-11-22 07:00:00.000000', '', 'a.example', NULL, 0, '', 4, false, false, '{"guid":"id-5","url":"https://a.example/5","part":"","shared":false,"identity":"","title":"Title 5","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}', '');
INSERT INTO public.entries VALUES (6, 1, 'id-6', 0, 'https://a.example/6', 'a.example/6', '464f2cc150a8fb5db4c03d2adde332a4', '464f2cc150a8fb5db4c03d2adde332a4', NULL, false, '', '2026-11-22 08:00:00.000000', NULL, '', NULL, NULL, 'entries', 'a.example', '2026-11-22 08:00:00.000000', 0, '', 0, false, false, '{"guid":"id-6","url":"https://a.example/6","part":"","shared":false,"identity":"","title":"Title 6","summary":"","content":"","author":"","outlet":"","language":"","published_at":null,"updated_at":null}', '');
INSERT INTO public.feeds VALUES (1, 'https://a.example/rss', true, '{"url":"https://a.example/rss","title":"A","language":"","interval":null,"topics":["power"],"include":"","exclude":"","read":"matching","backfill":5,"limit":20,"enabled":true,"tags":[],"auth":""}', '{"url":"https://a.example/rss","validators":{"etag":"","last_modified":""},"body_hash":"","looks":4,"last_look_at":null,"last_success_at":null,"last_full_at":null,"last_new_at":null,"failure_weight":0.0,"problem":null,"problem_since":null,"gone":false,"moved_to":"","moved_since":null,"rhythm":0.0,"hints":null,"title":"","dropped":0,"elements":"","next_look_why":null,"asked_to_wait_until":null,"host_asked":false,"habits":{"days":[],"changed_at":null,"dated":0,"distinct":0,"empty_since":null,"longest_empty":0.0,"undated_since":null,"one_id_since":null,"skew_since":null,"skewed":0,"certificate":null,"standing":{"relevant":0,"relevant_at":null,"since_then":0,"twin":""},"standing_day":0},"concern":null,"passed_over":[]}', '2026-11-22 10:00:00.000000', 0, '', 4, false, false);
INSERT INTO public.figures VALUES (1, 'power', 1, 'Cerebras', 'power', '2026-11-22 06:00:00.000000', '{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}');
INSERT INTO public.figures VALUES (2, 'power', 2, 'Cerebras', 'power', '2026-11-22 06:00:00.000000', '{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}');
INSERT INTO public.figures VALUES (3, 'power', 3, 'Cerebras', 'power', '2026-11-22 06:00:00.000000', '{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}');
INSERT INTO public.known VALUES (1, 'seed:1', '', NULL, NULL, NULL, '2026-11-22 06:00:00.000000', '{"id":"seed:1","title":"known","summary":"","url":"","language":"","told_at":"2026-11-22T06:00:00Z","whole":null,"story":null,"article":null,"imprint":{"text_hash":"x","title_hash":"y","sketch":[1,18446744073709551615],"terms":[[3,1.0]],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null},"entities":[],"background":[],"figures":[],"steps":null}');
INSERT INTO public.known VALUES (2, 'told:daily:1:1', 'daily', 1, 1, 1, '2026-11-22 07:00:00.000000', '{"id":"told:daily:1:1","title":"known","summary":"","url":"https://a.example/1","language":"en","told_at":"2026-11-22T07:00:00Z","whole":null,"story":1,"article":1,"imprint":{"text_hash":"","title_hash":"","sketch":[],"terms":[],"names":[],"figures":[],"parties":[],"loners":null,"sums":[],"named":[],"held":[],"step":"","steps":null,"language":"","site":"","words":0,"published_at":null,"claimed_at":null},"entities":[],"background":[],"figures":[],"steps":[]}');
INSERT INTO public.known_postings VALUES (1, 1);
INSERT INTO public.known_postings VALUES (2, 1);
INSERT INTO public.known_postings VALUES (1, 2);
INSERT INTO public.members VALUES (1, 'power', 1, 'lead', 0.7, 'a reason', '2026-11-22 06:00:00.000000');
INSERT INTO public.members VALUES (3, 'power', 3, 'lead', 0.7, 'a reason', '2026-11-22 06:00:00.000000');
INSERT INTO public.members VALUES (4, 'power', 1, 'report', 0.7, 'a reason', '2026-11-22 07:00:00.000000');
INSERT INTO public.members VALUES (2, 'power', 1, 'lead', 0.7, 'a reason', '2026-11-22 06:00:00.000000');
INSERT INTO public.outbox VALUES (1, 1, 'reader@example.org', 'm@example.org', '<1@x>', 'sending', 0, '', '2026-11-22 07:00:00.000000', '2026-11-22 09:00:00.000000', NULL, '2026-11-22 09:03:00.000000', 0, '', 1, true, false, '\x4d6573736167652d49443a203c3140783e0d0a0d0a627974657320002031');
INSERT INTO public.passed_over VALUES (1, 1, 7, '2026-11-22 09:00:00.000000', 'backfill', 1, 'id-7', 'https://a.example/7', 'a.example/7', 'Title 7', 'ebb561cc1b5fc48a14107e5b94e142a0', 'ebb561cc1b5fc48a14107e5b94e142a0', 'bdc80a5e3be376e98412314b9976e6b9', NULL);
INSERT INTO public.postings VALUES (-1, 1);
INSERT INTO public.postings VALUES (1, 1);
INSERT INTO public.postings VALUES (-1, 2);
INSERT INTO public.postings VALUES (1, 2);
INSERT INTO public.postings VALUES (-1, 3);
INSERT INTO public.postings VALUES (1, 3);
INSERT INTO public.postings VALUES (1, 4);
INSERT INTO public.readings VALUES (1, 'power', true, '{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}],"steps":[]}');
INSERT INTO public.readings VALUES (2, 'power', true, '{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}],"steps":[]}');
INSERT INTO public.readings VALUES (3, 'power', true, '{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}],"steps":[]}');
INSERT INTO public.readings VALUES (4, 'power', true, '{"topic":"power","relevant":true,"score":0.9,"threshold":0.5,"why":[{"code":"as-told","values":{"words":"a rule"}}],"entities":[],"figures":[],"steps":[]}');
INSERT INTO public.state VALUES ('clean', '1');
INSERT INTO public.stories VALUES (1, 'power', '2026-11-22 06:00:00.000000', NULL);
INSERT INTO public.stories VALUES (3, 'power', '2026-11-22 06:00:00.000000', NULL);
INSERT INTO public.stories VALUES (2, 'power', '2026-11-22 06:00:00.000000', 1);
INSERT INTO public.told_stories VALUES ('daily', 1, '[{"value":1500000000.0,"unit":"W","text":"1,5 GW","of":"Cerebras","hedge":"","claimant":"","sentence":"","url":"","role":"capacity","parties":["Cerebras"],"open_parties":[],"standing":"","confidence":1.0,"before":null}]', '[]');
INSERT INTO public.troubles_told VALUES ('daily', 'https://a.example/rss', '2026-11-22 07:00:00.000000');
INSERT INTO public.withheld VALUES (1, 4, 'off-topic', 'no rule');
SELECT pg_catalog.setval('public.articles_id_seq', 4, true);
SELECT pg_catalog.setval('public.digests_id_seq', 2, true);
SELECT pg_catalog.setval('public.editions_id_seq', 1, true);
SELECT pg_catalog.setval('public.entries_id_seq', 6, true);
SELECT pg_catalog.setval('public.feeds_id_seq', 1, true);
SELECT pg_catalog.setval('public.figures_id_seq', 3, true);
SELECT pg_catalog.setval('public.known_id_seq', 2, true);
SELECT pg_catalog.setval('public.outbox_id_seq', 1, true);
SELECT pg_catalog.setval('public.passed_over_id_seq', 1, true);
SELECT pg_catalog.setval('public.stories_id_seq', 3, true);
SELECT pg_catalog.setval('public.wordings_id_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkey PRIMARY KEY (version_num);
ALTER TABLE ONLY public.article_urls
    ADD CONSTRAINT article_urls_pkey PRIMARY KEY (url_key, article_id);
ALTER TABLE ONLY public.articles
    ADD CONSTRAINT articles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.counters
    ADD CONSTRAINT counters_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.deferrals
    ADD CONSTRAINT deferrals_pkey PRIMARY KEY (digest, entry_id);
ALTER TABLE ONLY public.digests
    ADD CONSTRAINT digests_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.editions
    ADD CONSTRAINT editions_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.entries
    ADD CONSTRAINT entries_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT feeds_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.figures
    ADD CONSTRAINT figures_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.known
    ADD CONSTRAINT known_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.known_postings
    ADD CONSTRAINT known_postings_pkey PRIMARY KEY (key, known_id);
ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_pkey PRIMARY KEY (article_id, topic);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.passed_over
    ADD CONSTRAINT passed_over_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.postings
    ADD CONSTRAINT postings_pkey PRIMARY KEY (key, article_id);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_pkey PRIMARY KEY (article_id, topic);
ALTER TABLE ONLY public.state
    ADD CONSTRAINT state_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.stories
    ADD CONSTRAINT stories_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.told_stories
    ADD CONSTRAINT told_stories_pkey PRIMARY KEY (digest, story_id);
ALTER TABLE ONLY public.troubles_told
    ADD CONSTRAINT troubles_told_pkey PRIMARY KEY (digest, url);
ALTER TABLE ONLY public.digests
    ADD CONSTRAINT uq_digests_name UNIQUE (name);
ALTER TABLE ONLY public.editions
    ADD CONSTRAINT uq_editions_digest_number UNIQUE (digest, number);
ALTER TABLE ONLY public.entries
    ADD CONSTRAINT uq_entries_seq UNIQUE (seq);
ALTER TABLE ONLY public.feeds
    ADD CONSTRAINT uq_feeds_url UNIQUE (url);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT uq_outbox_message_id_recipient UNIQUE (message_id, recipient);
ALTER TABLE ONLY public.wordings
    ADD CONSTRAINT uq_wordings_digest UNIQUE (digest);
ALTER TABLE ONLY public.withheld
    ADD CONSTRAINT withheld_pkey PRIMARY KEY (edition_id, entry_id);
ALTER TABLE ONLY public.wordings
    ADD CONSTRAINT wordings_pkey PRIMARY KEY (id);
CREATE INDEX ix_articles_saved_at ON public.articles USING btree (saved_at);
CREATE INDEX ix_articles_url_key ON public.articles USING btree (url_key);
CREATE INDEX ix_articles_whole_id ON public.articles USING btree (whole_id);
CREATE INDEX ix_deferrals_seq ON public.deferrals USING btree (digest, seq);
CREATE INDEX ix_digests_due ON public.digests USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_editions_due ON public.editions USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_entries_article_id ON public.entries USING btree (article_id);
CREATE INDEX ix_entries_buried ON public.entries USING btree (id) WHERE buried;
CREATE INDEX ix_entries_due ON public.entries USING btree (stage, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_entries_feed_title ON public.entries USING btree (feed_id, title_hash);
CREATE INDEX ix_entries_feed_url ON public.entries USING btree (feed_id, url_key);
CREATE INDEX ix_entries_settled_at ON public.entries USING btree (settled_at);
CREATE INDEX ix_entries_turn ON public.entries USING btree (stage, host, due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_entries_url ON public.entries USING btree (url);
CREATE INDEX ix_entries_url_key ON public.entries USING btree (url_key);
CREATE INDEX ix_feeds_due ON public.feeds USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_figures_article_id ON public.figures USING btree (article_id);
CREATE INDEX ix_figures_topic ON public.figures USING btree (topic, seen_at);
CREATE INDEX ix_known_article_id ON public.known USING btree (article_id);
CREATE INDEX ix_known_name ON public.known USING btree (name);
CREATE INDEX ix_known_postings_known ON public.known_postings USING btree (known_id);
CREATE INDEX ix_known_story_id ON public.known USING btree (story_id);
CREATE INDEX ix_members_story_id ON public.members USING btree (story_id);
CREATE INDEX ix_outbox_due ON public.outbox USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE INDEX ix_outbox_edition_id ON public.outbox USING btree (edition_id);
CREATE INDEX ix_passed_over_guid ON public.passed_over USING btree (feed_id, guid);
CREATE INDEX ix_passed_over_key ON public.passed_over USING btree (url_key);
CREATE INDEX ix_passed_over_seq ON public.passed_over USING btree (seq);
CREATE INDEX ix_passed_over_title ON public.passed_over USING btree (feed_id, title_hash);
CREATE INDEX ix_passed_over_url ON public.passed_over USING btree (feed_id, url_key);
CREATE INDEX ix_postings_article ON public.postings USING btree (article_id);
CREATE INDEX ix_withheld_entry ON public.withheld USING btree (entry_id);
CREATE INDEX ix_wordings_due ON public.wordings USING btree (due_at) WHERE (due_at IS NOT NULL);
CREATE UNIQUE INDEX uq_editions_window ON public.editions USING btree (digest, start) WHERE ("end" > start);
CREATE UNIQUE INDEX uq_entries_feed_id ON public.entries USING btree (feed_id, guid, md5(url_key), title_hash, revision);
ALTER TABLE ONLY public.article_urls
    ADD CONSTRAINT article_urls_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);
ALTER TABLE ONLY public.deferrals
    ADD CONSTRAINT deferrals_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entries(id);
ALTER TABLE ONLY public.entries
    ADD CONSTRAINT entries_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);
ALTER TABLE ONLY public.entries
    ADD CONSTRAINT entries_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES public.feeds(id);
ALTER TABLE ONLY public.figures
    ADD CONSTRAINT figures_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);
ALTER TABLE ONLY public.known
    ADD CONSTRAINT known_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.editions(id);
ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);
ALTER TABLE ONLY public.members
    ADD CONSTRAINT members_story_id_fkey FOREIGN KEY (story_id) REFERENCES public.stories(id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.editions(id);
ALTER TABLE ONLY public.passed_over
    ADD CONSTRAINT passed_over_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES public.feeds(id);
ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_article_id_fkey FOREIGN KEY (article_id) REFERENCES public.articles(id);
ALTER TABLE ONLY public.stories
    ADD CONSTRAINT stories_joined_into_fkey FOREIGN KEY (joined_into) REFERENCES public.stories(id);
ALTER TABLE ONLY public.withheld
    ADD CONSTRAINT withheld_edition_id_fkey FOREIGN KEY (edition_id) REFERENCES public.editions(id);
ALTER TABLE ONLY public.withheld
    ADD CONSTRAINT withheld_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entries(id);
