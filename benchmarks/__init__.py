"""What is measured, beside a peer or a raw limit in the same run."""
