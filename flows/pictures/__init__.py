"""Pictures for whoever does not read tables: each says its finding, and each is a table and a sentence as well."""
