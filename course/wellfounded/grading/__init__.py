"""What instructors do with submissions: collect them, grade them with nbgrader, report on them."""
