"""The key pair by which a platform knows this course: the private half signs, the public half is given away."""

from __future__ import annotations

import json
from pathlib import Path

from jwcrypto.common import JWException
from jwcrypto.jwk import JWK
from pylti1p3.registration import Registration

from wellfounded.grading.lms.private_files import PrivateFileError, read_private, write_private

KEY = "key.pem"
BITS = 3072  # enough until 2030 and after, by NIST SP 800-57
REMEDY = "Make one: 'wellfounded marks connect'."


def make_key(folder: Path) -> bool:
    """Make the private key unless there is one; return whether one was made."""
    if (folder / KEY).exists():
        return False
    write_private(folder / KEY, JWK.generate(kty="RSA", size=BITS).export_to_pem(True, None).decode())
    return True


def read_key(folder: Path) -> tuple[str, str]:
    """Return the private and the public key, in PEM; PrivateFileError where there is none that can be used."""
    private = read_private(folder / KEY, REMEDY)
    try:
        key = JWK.from_pem(private.encode())
        if not key.has_private or key.get("kty") != "RSA":
            raise ValueError
        return private, key.export_to_pem().decode()
    except (ValueError, TypeError, JWException) as error:  # its own words might quote the key
        raise PrivateFileError(f"{folder / KEY}: is not a private RSA key. Move it away. {REMEDY}") from error


def public_web_key(public: str) -> str:
    """Return the public key as a JSON Web Key, in one line."""
    return json.dumps(Registration.get_jwk(public))
