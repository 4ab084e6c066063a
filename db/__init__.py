"""The hall's memory on SQLAlchemy Core: no Qt, and of the console only its domain.

``store`` opens it (``unit``, ``journal``, ``telemetry`` and ``snapshot`` do its work on the tables of ``schema``), ``migrate`` brings a
database up to this program, ``bus`` and ``feed`` tell other processes what came, ``lease`` says who may act for the whole hall.
"""
