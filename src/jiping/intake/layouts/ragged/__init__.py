"""Forms whose cells are known while their rows, or the columns of a row, are not.

Pipes and paragraphs keep every cell that says something, but empty and merged cells drop out or
leave only a trace. `cells` is what such a text still tells, `landmarks` finds the headings in it,
`alignment` gives the cells of a row to the heading's columns, `forms` puts the blocks together.
"""
