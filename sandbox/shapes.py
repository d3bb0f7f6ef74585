"""Names for JSON as it comes and goes."""

from typing import Any, TypeAlias

Json: TypeAlias = Any  # whatever a client sent: not looked at yet
