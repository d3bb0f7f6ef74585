"""Words → values: counts, outcomes, dates, money, people; English and Japanese alike, after NFKC."""
