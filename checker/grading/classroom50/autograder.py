"""Grades a submission with Threadlings.

Classroom 50 runs this in the learner's checkout, which must not have a say in how it is graded: the course is fetched
beside it, and all commands are run there.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Your copy of the course, and which version of it: a branch or a tag.
COURSE = "https://github.com/OWNER/threadlings"
VERSION = "main"
# The exercises of this assignment, ["race_demo"] say. None: all.
EXERCISES: list[str] = []

submission = Path.cwd()
with tempfile.TemporaryDirectory() as folder:
    # The variable is for trying this out without fetching anything.
    checker = [os.environ["CHECKER"]] if "CHECKER" in os.environ else ["cargo", "run", "--quiet", "-p", "checker", "--"]
    course = Path(os.environ.get("COURSE_FOLDER", Path(folder) / "course"))
    if not course.exists():
        subprocess.run(["git", "clone", "--quiet", "--depth", "1", "--branch", VERSION, COURSE, str(course)], check=True)
    only = [word for exercise in EXERCISES for word in ("--exercise", exercise)]
    output = ["--format", os.environ.get("FORMAT", "classroom50"), "--output", str(submission / "result.json")]
    graded = subprocess.run([*checker, "grade", str(submission), *only, *output], cwd=course, check=False)
# Points are in the result; any other status says that grading itself went wrong.
sys.exit(graded.returncode)
