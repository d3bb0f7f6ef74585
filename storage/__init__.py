"""SQL: engine, tables, one module of query functions per noun. Never commits."""
