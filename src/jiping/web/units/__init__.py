"""Budget units and projects."""
