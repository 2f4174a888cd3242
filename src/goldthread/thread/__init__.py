"""The thread: from people's words to what services must do, and back; typed links between references.

It takes references as strings, and knows no other app but accounts: whoever owns what a reference stands for.
"""
