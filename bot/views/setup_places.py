"""Time zones, countries and currencies a team chooses from."""

_ZONES = (
    "Asia/Tokyo Asia/Seoul Asia/Shanghai Asia/Taipei Asia/Hong_Kong Asia/Singapore Asia/Manila Asia/Kuala_Lumpur Asia/Jakarta "
    "Asia/Bangkok Asia/Ho_Chi_Minh Asia/Kolkata Asia/Karachi Asia/Dubai Asia/Riyadh Asia/Jerusalem Europe/Istanbul Europe/Moscow "
    "Europe/Athens Europe/Helsinki Europe/Kyiv Europe/Bucharest Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome "
    "Europe/Amsterdam Europe/Brussels Europe/Vienna Europe/Zurich Europe/Stockholm Europe/Oslo Europe/Copenhagen Europe/Warsaw "
    "Europe/Prague Europe/Budapest Europe/London Europe/Dublin Europe/Lisbon Africa/Cairo Africa/Johannesburg Africa/Nairobi "
    "Africa/Lagos America/Sao_Paulo America/Argentina/Buenos_Aires America/Santiago America/Bogota America/Lima "
    "America/Mexico_City America/New_York America/Toronto America/Chicago America/Denver America/Phoenix America/Los_Angeles "
    "America/Vancouver America/Halifax Pacific/Honolulu Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Adelaide "
    "Australia/Perth Pacific/Auckland UTC"
)
_COUNTRIES = (
    "JP KR CN TW HK SG PH MY ID TH VN IN PK AE SA IL TR RU GR FI UA RO DE FR ES IT NL BE AT CH SE NO DK PL CZ HU GB IE PT EG ZA KE "
    "NG BR AR CL CO PE MX US CA AU NZ"
)
_CURRENCIES = (
    "JPY USD EUR GBP KRW CNY TWD HKD SGD INR AUD NZD CAD CHF SEK NOK DKK PLN CZK HUF ILS TRY AED SAR ZAR BRL MXN THB IDR MYR PHP VND"
)

#: Time zones of the menu, which holds 100; any other can be typed.
ZONES = tuple(_ZONES.split())
#: Countries of the menu; any other can be typed.
COUNTRIES = tuple(_COUNTRIES.split())
#: Currencies of the menu.
CURRENCIES = tuple(_CURRENCIES.split())
