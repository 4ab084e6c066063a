"""The rules of the hall, on the standard library alone: no Qt, no SQL, no clock, no text for humans.

``entities`` say what there is, ``facts`` what can happen and what it does to the entities, and ``rules`` – one module a
subject – what is allowed. A rule takes entities and gives facts, or raises :class:`~console.domain.refusal.Refused`.
"""
