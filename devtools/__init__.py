"""What only development needs: sample data, the benchmark, the figures of the code."""
