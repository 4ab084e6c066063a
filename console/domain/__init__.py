"""The rules of the hall, on the standard library alone: no Qt, no SQL, no clock, no text for humans.

``entities`` say what there is, ``facts`` what can happen, ``fold`` what a fact does to the entities, and one module a subject
(``alarms``, ``incidents``, ``command``, ``orders``, ``warnings``, ``thresholds``) what is allowed. A rule takes entities and
gives facts, or raises :class:`~console.domain.refusal.Refused`.
"""
