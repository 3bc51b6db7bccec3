"""Parameters of URLs that carry no content, and wrappers around URLs. Names, in lower case."""

from __future__ import annotations

import re

# Exact names that mean "where did the reader come from" wherever they appear.
_NAMES = frozenset(
    """
    __hsfp __hssc __hstc __s _ga _gl _hsenc _hsmi _openstat _ope _kx action_object_map action_ref_map action_type_map
    at_campaign at_campaign_type at_custom1 at_custom2 at_custom3 at_custom4 at_format at_link_id at_link_origin at_link_type
    at_medium at_ptr_name at_bbc_team cmpid ceneo_spo cvid dclid epik fb_action_ids fb_action_types fb_comment_id fb_ref
    fb_source fbclid ftag_cd gad_source gad_campaignid gbraid gclid gclsrc gs_l gs_lcp guccounter guce_referrer
    guce_referrer_sig hmb_campaign hmb_medium hmb_source hsctatracking ig_mid ig_rid ig_rdc igsh igshid itm_campaign
    itm_content itm_medium itm_source itm_term li_fat_id loclid mbid mc_cid mc_eid mc_tc mkt_tok mkwid msclkid ncid
    ns_campaign ns_fee ns_linkname ns_mchannel ns_source oft_c oft_ck oft_d oft_id oft_ids oft_k oft_lk oft_sk oicd
    oly_anon_id oly_enc_id otc rb_clickid recruited_by_id s_cid sc_campaign sc_channel sc_content sc_country sc_geo
    sc_medium sc_outcome sc_cid smid soc_src soc_trk spm spmailingid spjobid spreportid spuserid sr_share srsltid
    taid tblci tduid terminal_id trk_contact trk_module trk_msg trk_sid ttclid twclid unicorn_click_id vero_conv vero_id
    wbraid wickedid wtrid wt_mc wt_mc_o wt.mc_id wt.mc_ev wt_zmc wt.tsrc wt_cc1 wt_cc2 wt_ga xtor yclid ymclid ysclid zanpid
    cmp__cmpid icid_source share_id ref_src ref_url rss_source rssfeed feedname feedtype partnerref guccounter
    dgcid echobox __twitter_impression __source __tn__ __xts__ _branch_match_id _bta_c _bta_tid bsft_clkid bsft_uid dm_i
    elqtrack elqtrackid gdffi gdfms gdftrk ml_subscriber ml_subscriber_hash mtm_cid pk_cid rtid s_kwcid sscid trkid
    vgo_ee ef_id ga_campaign ga_content ga_medium ga_place ga_source ga_term yahoo_c campaign_id campaignid
    nb_expand_media nb_platform nb_klid nb_placement nb_pwd
    """.split()
)
# Families of names.
_FAMILIES = re.compile(
    r"^(?:utm_|utm-|utm[a-z]+$|pk_|piwik_|matomo_|mtm_|hsa_|itm_|at_(?:campaign|medium|custom|recipient)|cx_|stm_|mkt_|"
    r"wt_|wt\.|ga_(?:source|medium|term|content|campaign|place)|fb_(?:action|source|ref)|algo_|pf_rd_|hmb_|tt_(?:medium|content)|"
    r"int_(?:source|medium|campaign|content)|oft_|sc_(?:campaign|channel|content|medium|cid)|sb_(?:source|by)|asgtbndr)"
)
# Too common elsewhere as a number of an article to be dropped everywhere: only on these hosts.
_ON_HOST = (
    (re.compile(r"(?:^|\.)(?:heise|golem|spiegel|zeit|faz|welt|bild|n-tv|t3n|tagesschau|handelsblatt|wiwo|stern|focus|sueddeutsche|tagesspiegel|nzz)\.(?:de|net|ch)$"),
     frozenset({"ref", "cmp", "sara_ref", "wt", "seite_ref", "origin", "reduced", "dicbo", "sara_icid", "sara_cid"})),
    (re.compile(r"(?:^|\.)(?:nytimes|washingtonpost|wsj|ft|bloomberg|cnbc|theguardian|bbc|cnn|reuters|theverge|techcrunch|theregister|arstechnica|wired|forbes|axios|politico|businessinsider|economist|engadget|yahoo|seekingalpha|marketwatch|barrons)\.(?:com|co\.uk|org)$"),
     frozenset({"ref", "cmp", "mod", "partner", "ftag", "src", "taid", "smtyp", "st", "reflink", "__source", "emc", "ex_cid", "feature", "tsrc", "via", "td", "cid", "sref", "srnd", "leadsource", "rss", "smid", "hash"})),
    (re.compile(r"(?:^|\.)medium\.com$"), frozenset({"source", "sk"})),
    (re.compile(r"(?:^|\.)(?:substack\.com|semianalysis\.com)$"), frozenset({"r", "publication_id", "post_id", "isfreemail", "triedredirect"})),
    (re.compile(r"(?:^|\.)(?:x|twitter)\.com$"), frozenset({"s", "t", "ref_src"})),
    (re.compile(r"(?:^|\.)(?:youtube\.com|youtu\.be)$"), frozenset({"si", "feature", "pp", "ab_channel"})),
    (re.compile(r"(?:^|\.)linkedin\.com$"), frozenset({"trk", "trackingid", "refid", "lipi"})),
    (re.compile(r"(?:^|\.)news\.google\.com$"), frozenset({"oc", "hl", "gl", "ceid"})),
)  # fmt: skip
# Wrappers: host, path and the parameters that hold the real address.
_WRAPPERS = (
    (re.compile(r"(?:^|\.)bing\.com$"), re.compile(r"^/news/apiclick\.aspx$", re.IGNORECASE), ("url",)),
    (re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$"), re.compile(r"^/url$"), ("url", "q")),
    (re.compile(r"^(?:l|lm)\.facebook\.com$"), re.compile(r"^/l\.php$"), ("u",)),
    (re.compile(r"(?:^|\.)safelinks\.protection\.outlook\.com$"), re.compile(r"^/"), ("url",)),
    (re.compile(r"^out\.reddit\.com$"), re.compile(r"^/"), ("url",)),
)
_GOOGLE = re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$")


def is_tracker(name: str, host: str) -> bool:
    """Whether a parameter (lower case) of an address on `host` carries no content."""
    if name in _NAMES or _FAMILIES.match(name):
        return True
    return any(name in names for where, names in _ON_HOST if where.search(host))


def wrapped_in(host: str, path: str) -> tuple[str, ...]:
    """Names of the parameters that hold the real address behind this host and path; empty for ordinary addresses."""
    return next((names for where, what, names in _WRAPPERS if where.search(host) and what.search(path)), ())


def is_google(host: str) -> bool:
    """Whether this is Google's search, whose /amp/ paths hold other sites' addresses."""
    return bool(_GOOGLE.match(host))
