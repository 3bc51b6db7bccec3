"""Ce qui est répondu à un lecteur qui a écrit, en français."""

from __future__ import annotations

from collections.abc import Mapping

PHRASES: Mapping[str, str] = {
    "answer-subject": "Votre réponse à « {title} »",
    "answer-done": "C’est fait :",
    "answer-mute": "{what} est en sourdine{until}",
    "answer-follow": "{what} est suivi : chaque nouvelle étape sera signalée",
    "answer-known": "{what} est connu : seul ce qui est nouveau sera signalé",
    "answer-relevant": "{what} est dans le sujet : noté pour des textes semblables",
    "answer-not-relevant": "{what} n’est pas pertinent : il ne sera plus signalé",
    "answer-split": (
        "{what} est séparé : 1 article forme un sujet à part | {what} est séparé : {n} articles forment un sujet à part"
    ),
    "answer-join": "{what} et l’autre ne font plus qu’un sujet",
    "answer-wrong-number": "{amounts} dans {what} est signalé comme faux",
    "answer-pause": "plus de mails de « {title} » à cette adresse",
    "answer-undo": "(pour annuler, la ligne « annuler {id} »)",
    "answer-undone": "annulé : {id}",
    "answer-failed": "Impossible : « {line} » : {problem}",
    "answer-unclear": "Pas compris : « {line} »",
    "answer-nothing": "Aucune ligne de votre mail n’a été comprise.",
    "answer-help": (
        "Ce qui est compris, une ligne chacun : « 3 muet 7 jours », « 2 pas pertinent », « 1 suivre », « 2 "
        "connu », « séparer 4 », « réunir 1 et 3 », « 4 faux 1,5 GW », « journal example.org muet », « "
        "annuler 12 », « désabonner »."
    ),
    "answer-of": "Les numéros sont ceux de l’édition du {day}.",
}
