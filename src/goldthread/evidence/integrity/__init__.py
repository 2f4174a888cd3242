"""Whether the store is as it was written: a checksum of every file, and what each damage means for people.

`checksums` keeps them, `errors` says of an error of an engine what it means; `evidence.damage` compares.
"""
