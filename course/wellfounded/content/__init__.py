"""What a course is made of: cases with their papers and questions, the law that they rest on, and Markdown."""
