"""German: how words are formed, and where sentences end."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.spelling import Spelling

SPELLING = Spelling(
    stemmer="german",
    everywhere=("pandemie", "ki"),
    list_joints=("und",),
    unfinished=listed(
        """
        Dr Prof Hr Frl Dipl Ing bzw bzgl vgl Vgl sog ggf evtl inkl exkl einschl ca rd lt Lt wg bspw Hrsg insb
        """
    ),
    numbered=listed(
        """
        Nr Bd Abs Art Str Aufl Kap Abb Tab Ziff Min Max Std min max mind Tel Az Rn Jan Feb Mrz Apr Jun Jul
        Aug Sep Sept Okt Nov Dez
        """
    ),
    abbreviations=listed("usw etc Fr Hg Mrd Mio Tsd Bio Jh Jhd geb gest St Mwst Ges"),
    openers=listed(
        """
        Aber Allein Allerdings Als Also Am An Auch Auf Aus Außerdem Bei Beide Beim Bereits Bis Bisher Da Dabei Dadurch
        Dafür Dagegen Daher Damit Danach Daneben Dann Daran Darauf Darin Darum Das Dass Davon Dazu Dem Den Denn Dennoch
        Der Deren Derzeit Deshalb Dessen Die Dies Diese Diesem Diesen Dieser Dieses Doch Dort Durch Ein Eine Einem
        Einen Einer Eines Er Es Etwa Ferner Für Gegen Gegenüber Hier Hinter Hinzu Ihr Ihre Im In Insgesamt Ist Jede
        Jeder Jedes Jedoch Jetzt Kein Keine Laut Mit Nach Nachdem Neben Noch Nun Nur Ob Obwohl Oder Ohne Seine Seit Sie
        So Sobald Sogar Solche Sollte Somit Sondern Sowohl Statt Trotz Um Und Unter Viele Vom Von Vor Was Weder Wegen
        Weil Weitere Weiterhin Wenn Wer Wie Wir Wird Wo Während Zu Zudem Zugleich Zuletzt Zum Zur Zusammen Zuvor Zwar
        Zwischen Über Überdies
        """
    ),
    before_ordinals=listed(
        """
        ab am an bis das dem den der des die eine einem einen einer ihr ihre ihrem ihren im jeden jedem jeder seit sein
        seine seinem seinen seiner vom vor zum zur Am Das Dem Den Der Des Die Im Vom Zum Zur
        """
    ),
    ordered=listed(
        """
        Etage Generation Geschoss Halbjahr Halbjahre Jahrestag Jahrhundert Jahrhunderts Jahrtausend Quartal Quartale
        Quartals Stock
        """
    ),
)  # fmt: skip
