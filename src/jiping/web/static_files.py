"""Styles and scripts under names with hashes of their content, modules importing each other so."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Hashed(CompressedManifestStaticFilesStorage):
    """Also rewrites the imports of ES modules."""

    support_js_module_import_aggregation = True
