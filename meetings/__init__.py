"""When they meet, what they agree, and what happens between."""
