"""French: how words are formed, and where sentences end."""

from __future__ import annotations

from monitor.language.shape import listed
from monitor.language.spelling import Spelling

SPELLING = Spelling(
    stemmer="french",
    elisions=("l", "d", "qu", "n", "s", "c", "j", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu"),
    everywhere=("pandémie", "ia"),
    list_joints=("et",),
    unfinished=listed("M MM Mme Mmes Mlle Mlles Dr Pr Mgr env cf boul"),
    numbered=listed("art vol tél éd max min janv févr avr juill juil sept oct nov déc"),
    abbreviations=listed("Cie Sté St Ste etc hab av"),
    openers=listed(
        """
        Afin Ainsi Alors Après Au Aucun Aucune Aujourd' Aussi Autre Autant Aux Avant Avec C' Car Ce Cela Celle Celles
        Celui Cependant Certains Ces Cet Cette Ceux Chaque Chez Comme Contre D' Dans Deux Depuis Des Désormais Donc Du
        Dès Elle Elles En Enfin Ensuite Entre Et Face Grâce Il Ils J' Je Jusqu' L' La Le Les Leur Leurs Lors Lorsque
        Mais Malgré Même N' Ni Notre Nous Or Ou Outre Où Par Parce Parmi Pendant Pour Pourtant Puis Qu' Quand Quant Que
        Quelques Qui Quoi S' Sa Sans Selon Ses Si Son Sous Sur Tandis Tous Tout Toute Toutefois Toutes Un Une Votre Vous
        À Ça Également
        """
    ),
)  # fmt: skip
