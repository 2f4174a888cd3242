"""Home, what a session acts as, and what somebody sees who acts as nothing."""
