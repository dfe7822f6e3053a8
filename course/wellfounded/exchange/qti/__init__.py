"""Question and Test Interoperability: version 1.2 as Canvas takes it, version 2.1 as most others do."""
