"""Microsoft's library for pages inside Teams, from its own address, at the version that we know.

The digest is the one that Microsoft publishes with this version in its package
`@microsoft/teams-js`; a browser refuses a file that differs.
"""

ADDRESS = "https://res.cdn.office.net/teams-js/2.58.0/js/MicrosoftTeams.min.js"
INTEGRITY = "sha384-sMo/EOqQPa1OCup2/VBRum7oFeOS22kvs8WGDc45xK53tUVZzFR5WwFYDUYN1LO4"
