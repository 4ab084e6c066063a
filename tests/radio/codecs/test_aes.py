"""AES against the vectors of its standards."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from radio.codecs.aes import Aes


@pytest.mark.parametrize(
    ("size", "cipher"),
    [
        (16, "69c4e0d86a7b0430d8cdb78070b4c55a"),
        (24, "dda97ca4864cdfe06eaf70a0ec0d7191"),
        (32, "8ea2b7ca516745bfeafc49904b496089"),
    ],
)
def test_fips_197_appendix_c(size: int, cipher: str) -> None:
    aes = Aes(bytes(range(size)))
    plain = bytes.fromhex("00112233445566778899aabbccddeeff")
    assert aes.encrypt_block(plain).hex() == cipher
    assert aes.decrypt_block(bytes.fromhex(cipher)) == plain


def test_sp_800_38a_cbc_aes128() -> None:
    """Section F.2.1."""
    aes = Aes(bytes.fromhex("2b7e151628aed2a6abf7158809cf4f3c"))
    vector = bytes(range(16))
    plain = bytes.fromhex(
        "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"
    )
    cipher = (
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b273bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"
    )
    assert aes.encrypt(plain, vector).hex() == cipher
    assert aes.decrypt(bytes.fromhex(cipher), vector) == plain


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([16, 24, 32]).flatmap(lambda size: st.binary(min_size=size, max_size=size)), st.integers(0, 4).flatmap(
    lambda blocks: st.binary(min_size=16 * blocks, max_size=16 * blocks)
), st.binary(min_size=16, max_size=16))  # fmt: skip
def test_what_is_encrypted_is_decrypted(key: bytes, data: bytes, vector: bytes) -> None:
    aes = Aes(key)
    assert aes.decrypt(aes.encrypt(data, vector), vector) == data


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="key of 15"):
        Aes(bytes(15))
    for job in (Aes(bytes(16)).encrypt, Aes(bytes(16)).decrypt):
        with pytest.raises(ValueError, match="whole blocks"):
            job(bytes(17))
