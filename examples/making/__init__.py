"""How the example documents are made: one data file a filing, one module a file format."""
