"""How a thing looks: values → sentences and blocks, shared by commands, jobs and App Home."""
