"""English: how words are formed, and where sentences end."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.spelling import Spelling

SPELLING = Spelling(
    stemmer="english",
    everywhere=listed(
        """
        corona coronavirus covid covid-19 virus pandemic quarantine lockdown infection vaccine trump putin ukraine ai
        openai chatgpt brexit
        """
    ),
    list_joints=("and",),
    unfinished=listed(
        """
        Dr Mr Mrs Ms Messrs Prof Sen Sens Rep Reps Gov Govs Gen Col Capt Cmdr Sgt Lt Maj Cpl Adm Supt Rev Hon Rt Pres
        vs approx incl excl gouv cf Univ Dept
        """
    ),
    numbered=listed(
        """
        No Nos no nos Vol vol pp Fig Sec Ch Ep Ext Rs Rte Hwy para est Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
        """
    ),
    abbreviations=listed(
        """
        Corp Inc Ltd Mt Ft Bros Co Cos Assn Mfg etc Jr Sr St Ave Blvd Rd al ff Ala Ariz Ark Calif Colo Conn Fla Ga Kan
        Ky Md Mich Minn Mont Neb Nev Okla Pa Penn Tenn Tex Va Wis Wyo
        """
    ),
    openers=listed(
        """
        A According After Again All Also Although Among An And Another Any Are As At Because Before Besides
        Between Both But By Could Despite Does During Each Earlier Either Even Every Everybody Everyone Few For
        From Further Furthermore Has He Her Here His How However I If In Indeed Instead Is It Its Just Last
        Later Like Many Meanwhile More Moreover Most Much My Neither Never Nevertheless Nobody Nor Not Nothing
        Now Of On Once One Only Or Other Others Otherwise Our Over Rather Several She Should Since So Some
        Someone Something Still Such That The Their Then There Therefore These They This Those Though Through
        Thus To Today Together Unlike Until Was We Were What When Where Whether Which While Who Why With Within
        Without Would Yet You Your
        """
    ),
)  # fmt: skip
