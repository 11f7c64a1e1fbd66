"""A public site of self-evaluations as plain files: pages, documents, open data, search."""

from .publication import Publication, Withheld, publications
from .site import Written, write_site

__all__ = ["Publication", "Withheld", "Written", "publications", "write_site"]
