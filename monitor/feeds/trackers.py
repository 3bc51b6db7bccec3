"""URL parameters without effect on the content, and wrappers around URLs. Names in lower case."""

from __future__ import annotations

import re

# Exact names that only say where a reader came from, wherever they appear.
_ANYWHERE = """
__cn_tracker __hsfp __hssc __hstc __s __source __tn__ __twitter_impression __xts__ _bhlid _branch_match_id
_branch_referrer _bta_c _bta_tid _ga _gl _hsenc _hsmi _ke _kx _nc_vts_prog _ope _openstat _sid _source_page
action_object_map action_ref_map action_type_map adcid adfrom adgroup_id adgroupid adposition ads_name ads_params
adxnnl adxnnlx af_ad af_campaign affiliate affiliate_id affname affsource afftag afftrack asgtbndr at_bbc_team
at_campaign at_campaign_type at_format at_link_id at_link_origin at_link_type at_medium at_ptr_name bih biw bsft_clkid
bsft_uid btag campaign_id campaignid ceneo_spo click_id clickorigin cmp cmp_id cmpg_for_af cmpid custlinkid cvid
cvosrc dc_adgroupid dc_campid dclid dcmp dgcid dicbo dm_i echobox ef_id elqtrack elqtrackid emci emdi ems_dl epik
ext_cid extcmp external_click_id fb_action_ids fb_action_types fb_comment_id fb_ref fb_source fbclid feedname feedtype
fref fsrc ftag ftag_cd full_trsrc gaa_at gaa_n gaa_sig gaa_ts gad_campaignid gad_source gbraid gclid gclsrc gdffi
gdfms gdftrk gs_l gs_lcp gtmtrack guccounter guce_referrer guce_referrer_sig gws_rd hc_location hc_ref hmb_campaign
hmb_medium hmb_source hsctatracking hss_channel icid icid2 icid_source ig_mid ig_rdc ig_rid igsh igshid intcid intcmp
ir_adid ir_campaignid ir_cid ir_partnerid irclickid irclid irgwc is_copy_url is_from_webapp itid itm_campaign
itm_content itm_medium itm_source itm_term li_fat_id loclid logtag maf mbid mc mc_cid mc_eid mc_tc mclk mibextid
mindbox-message-key mkref mkt_tok mktc mktids mkwid ml_subscriber ml_subscriber_hash msclkid n_cid nb_expand_media
nb_klid nb_placement nb_platform nb_pwd ncid nr_email_referer ns__p ns__t ns_campaign ns_fee ns_linkname ns_mchannel
ns_source ns_ts nx_source o_lid o_sch o_xid ocid ofsys oicd oly_anon_id oly_enc_id onetime_fromemail orig_referrer
os_ehash otc otracker otracker1 partnerref pf_rd_i pf_rd_m pf_rd_p pf_rd_r pf_rd_s pf_rd_t privacy_mutation_token
rb_clickid recruited_by_id ref_campaign ref_lp ref_medium ref_source ref_src ref_url refclickid refdomain referralcode
referrer relatedposts_hit relatedposts_origin relatedposts_position rmtsref rss_source rssfeed rtid rtkcid s_cid
s_kwcid sc_campaign sc_channel sc_cid sc_content sc_country sc_geo sc_medium sc_outcome scrolla sfnsn slref smcid smid
smtyp soc_src soc_trk sourceid spjobid spla splitpage spm spmailingid spot_im_redirect_source spreportid spuserid
sr_share srnd srsltid ss_ref sscid sxsrf taid tblci tduid terminal_id tgclid tpcc tracking_source trk_contact
trk_module trk_msg trk_sid trkid ttclid twclid twitchreferral unicorn_click_id usource vero_conv vero_id vgo_ee wbraid
wdorigin wickedid wt.mc_ev wt.mc_id wt.tsrc wt_cc1 wt_cc2 wt_ga wt_mc wt_mc_o wt_zmc wtextndsource wtmc wtrid wtzmc
xtor yahoo_c yclid ymclid ysclid zanpid
"""
# Families of such names.
_FAMILIES = re.compile(
    r"^(?:utm[_-]|utm(?:id|source|medium|campaign|content|term)?$|ga_[a-z]|pk_|piwik_|matomo_|[mop]tm(?:_|$)|hsa_|itm_|cx_|stm_|mkt_|"
    r"at_(?:campaign|medium|custom|recipient)|fb_(?:action|source|ref)|algo_|hmb_|tt_(?:medium|content)|oft_|sb_(?:source|by)|"
    r"int_(?:source|medium|campaign|content)|sp_(?:source|medium|campaign)|adjust_|adobe_mc|cj_?(?:event|data|pixel|aff|pub)|"
    r"_sgm_|_io_|vn_[a-z]|wpa_|personaclick_|track_(?:campaign|adgroup|keyword|click)|cm_(?:sp|re|ven|cat|pla|ite|soc|mmc)$|"
    r"trk_|ir_(?:ad|campaign|partner)|depth_1-utm|elq|[a-z0-9]{1,8}_(?:campaign|medium|clickid|affiliate)$|[a-z]{1,5}clid$)"
)
# Elsewhere often the number of an article, so not dropped everywhere: only on these sites and below them.
_AT_SITES = (
    (
        """heise.de golem.de spiegel.de zeit.de faz.net welt.de n-tv.de t3n.de tagesschau.de handelsblatt.com wiwo.de
        stern.de focus.de sueddeutsche.de tagesspiegel.de nzz.ch""",
        "ref sara_ref sara_icid sara_cid wt seite_ref origin reduced",
    ),
    (
        """nytimes.com washingtonpost.com wsj.com ft.com bloomberg.com cnbc.com theguardian.com bbc.com bbc.co.uk
        cnn.com reuters.com theverge.com techcrunch.com theregister.com arstechnica.com wired.com forbes.com
        axios.com politico.com businessinsider.com economist.com engadget.com yahoo.com
        seekingalpha.com marketwatch.com barrons.com""",
        "ref mod partner src st reflink emc ex_cid feature tsrc via td sref leadsource rss",
    ),
    ("medium.com", "source sk"),
    ("substack.com semianalysis.com", "r publication_id post_id isfreemail triedredirect"),
    ("x.com twitter.com", "s t"),
    ("youtube.com youtu.be", "si feature pp ab_channel"),
    ("linkedin.com", "trk trackingid refid lipi"),
    ("news.google.com", "oc hl gl ceid"),
)
# Wrappers: host, path and the parameters that contain the real address.
_WRAPPERS = (
    (re.compile(r"(?:^|\.)bing\.com$"), re.compile(r"^/news/apiclick\.aspx$", re.IGNORECASE), ("url",)),
    (re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$"), re.compile(r"^/url$"), ("url", "q")),
    (re.compile(r"^(?:l|lm)\.facebook\.com$"), re.compile(r"^/l\.php$"), ("u",)),
    (re.compile(r"(?:^|\.)safelinks\.protection\.outlook\.com$"), re.compile(r"^/"), ("url",)),
    (re.compile(r"^out\.reddit\.com$"), re.compile(r"^/"), ("url",)),
)
_GOOGLE = re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$")

_NAMES = frozenset(_ANYWHERE.split())
_BY_SITE = {site: frozenset(names.split()) for sites, names in _AT_SITES for site in sites.split()}


def is_tracker(name: str, host: str) -> bool:
    """Whether a parameter (lower case) of an address on `host` has no effect on the content."""
    if name in _NAMES or _FAMILIES.match(name):
        return True
    labels = host.split(".")
    return any(name in _BY_SITE.get(".".join(labels[place:]), ()) for place in range(len(labels)))


def wrapped_in(host: str, path: str) -> tuple[str, ...]:
    """Names of the parameters that contain the real address at this host and path; empty for ordinary addresses."""
    return next((names for where, what, names in _WRAPPERS if where.search(host) and what.search(path)), ())


def is_google(host: str) -> bool:
    """Whether this is Google's search, whose /amp/ paths contain other sites' addresses."""
    return bool(_GOOGLE.match(host))
