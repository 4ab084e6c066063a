"""Support from the level above, aid from and to neighbours (A14).

::

    asked ──agree──► agreed ──arrive──► arrived
      ├──refuse──► refused    │
      └──withdraw─► withdrawn ◄┘

突发事件应对法 (2024) art. 17: a county that cannot master an event reports upwards and asks. What arrives plays on the same board: its
forces are registered with where they come from and stand under the incident's one command like any other. Every answer carries its
words: who said it, how much, by when – they are all that a review will have.
"""

from __future__ import annotations

from datetime import datetime

from console.domain.codes import SupportState
from console.domain.entities import Incident, SupportRequest
from console.domain.facts import SupportAnswered, SupportAsked
from console.domain.refusal import Refused
from console.domain.rules.incidents import require_open

STEPS: dict[SupportState, frozenset[SupportState]] = {
    SupportState.ASKED: frozenset(
        {SupportState.AGREED, SupportState.REFUSED, SupportState.ARRIVED, SupportState.WITHDRAWN}
    ),  # what is near may be there before anybody has agreed in so many words
    SupportState.AGREED: frozenset({SupportState.ARRIVED, SupportState.WITHDRAWN}),
}
ENDED = frozenset({SupportState.REFUSED, SupportState.ARRIVED, SupportState.WITHDRAWN})


def ask(incident: Incident, request: SupportRequest) -> SupportAsked:
    """Ask the level above or a neighbour – or write down what a neighbour asks of us.

    Raises:
        Refused: ``incident_closed``, ``party_missing``, ``text_missing``, ``reason_missing``.
    """
    require_open(incident)
    if not request.party.strip():
        raise Refused("party_missing")
    if not request.what.strip():
        raise Refused("text_missing")
    if not request.why.strip():
        raise Refused("reason_missing")
    return SupportAsked(request=request)


def answer(request: SupportRequest, state: SupportState, words: str, at: datetime) -> SupportAnswered:
    """The next step, in the words of who said it.

    Raises:
        Refused: ``support_ended``, ``support_step``, ``words_missing``.
    """
    if request.state in ENDED:
        raise Refused("support_ended", state=request.state.value)
    if state not in STEPS[request.state]:
        raise Refused("support_step", now=request.state.value, wanted=state.value)
    if not words.strip():
        raise Refused("words_missing")
    return SupportAnswered(
        incident_id=request.incident_id, request_id=request.id, state=state, state_at=at, words=words.strip()
    )
