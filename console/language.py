"""The language of a screen: Chinese is the source, English a translation that is complete (a test holds it so)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources


def speak(app: QCoreApplication, language: str) -> list[QTranslator]:
    """Install the translators of ``zh`` or ``en``; keep what is returned as long as the application lives."""
    locale = QLocale("zh_CN" if language == "zh" else "en_GB")
    QLocale.setDefault(locale)
    installed = []
    qt = QTranslator()
    if qt.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        installed.append(qt)
    if language != "zh":
        ours = QTranslator()
        if ours.load(str(resources.path("translations", f"oneboard_{language}.qm"))):
            installed.append(ours)
    for translator in installed:
        app.installTranslator(translator)
    return installed
