"""Tokens encrypted at rest: Fernet (AES-128-CBC with HMAC-SHA256) under keys from the environment, the newest first."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class WrongKeyError(Exception):
    """ONPACE_TOKEN_KEY is no key, or does not open what was sealed. Its words never carry key or token."""


def new_key() -> str:
    """A new key, as ONPACE_TOKEN_KEY takes it."""
    return Fernet.generate_key().decode()


class Seal:
    """Seals a token for its workspace: moved to another workspace's row it does not open."""

    def __init__(self, keys: str) -> None:
        """`keys` are separated by commas: the first seals, each opens. Raises WrongKeyError."""
        try:
            fernets = [Fernet(key.strip()) for key in keys.split(",") if key.strip()]
        except ValueError:
            fernets = []
        if not fernets:
            raise WrongKeyError("ONPACE_TOKEN_KEY is no key. Make one with `onpace key`; several, the newest first, separated by commas.")
        self._newest, self._all = fernets[0], MultiFernet(fernets)

    def seal(self, workspace: str, token: str) -> str:
        """The token as it is stored."""
        return self._newest.encrypt(f"{workspace} {token}".encode()).decode()

    def open(self, workspace: str, sealed: str) -> str:
        """The token that was sealed. Raises WrongKeyError."""
        try:
            whose, _, token = self._all.decrypt(sealed.encode()).decode().partition(" ")
        except InvalidToken:
            whose = token = ""
        if whose != workspace or not token:
            raise WrongKeyError(
                f"ONPACE_TOKEN_KEY does not open the token of {workspace}. Add the key it was sealed with, after a comma. "
                "If that key is lost: `onpace key --lost`, and its workspaces install OnPace again."
            )
        return token

    def is_newest(self, sealed: str) -> bool:
        """Whether it was sealed with the first key."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            return False
        return True
