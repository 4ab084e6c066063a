"""Pass-phrases at rest: Argon2id with the library's current parameters."""

from __future__ import annotations


class Argon2Hasher:
    """The hall's hasher. The library is loaded when the first pass-phrase is checked."""

    def hash(self, passphrase: str) -> str:
        """A salted Argon2id hash."""
        from argon2 import PasswordHasher

        return PasswordHasher().hash(passphrase)

    def verify(self, hashed: str, passphrase: str) -> bool:
        """Whether the hash is of that pass-phrase; a hash that cannot be read is of none."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return PasswordHasher().verify(hashed, passphrase)
        except (VerificationError, InvalidHashError):
            return False
