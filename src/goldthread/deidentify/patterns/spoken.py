"""Numbers in words, as patterns."""

ONES = "one|two|three|four|five|six|seven|eight|nine"
TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
UP_TO_99 = rf"(?:(?:{TENS})(?:[\ -](?:{ONES}))?|{TEENS}|{ONES})"
ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
