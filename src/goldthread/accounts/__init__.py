"""People, the organisations they may act for, their roles, and the audit of what they did. Makes the Scope."""
