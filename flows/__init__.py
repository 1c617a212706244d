"""When things happen: the command line, settings and Prefect flows. Prefect is imported nowhere else."""
