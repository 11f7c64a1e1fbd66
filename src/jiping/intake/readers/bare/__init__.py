"""Tables without any line, on pages whose words have places.

Text that stands together is a block: lines that touch, in columns parted by gaps that go down
through the rows (`blocks`). The cells of a row share their middle, or their upper edge; a block
that shares its with no other is a label merged over several rows, and its middle says over which
(`rows`). Where a block finds no place so, or could have two, the page is left to the layouts as
lines: what a table says is believed, so one is made only where all of it is explained (`table`).
"""
