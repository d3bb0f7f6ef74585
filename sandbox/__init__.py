"""A Slack workspace small enough to own: Web API, Socket Mode, signed HTTP, and a page in the browser. Knows nothing of the rest."""
