#!/bin/sh
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --time=02:00:00
# sbatch checker/grading/slurm.sh, in the course's folder; when all is done:
#   cargo run -q -p checker -- merge part-*.json --format json --output grades.json
# A task that ran out of time goes on where it stopped when it is queued again.
set -eu

# Where the disk that the machines share is slow or knows no locks, build on a disk of their own. A task that ran out of time can then
# go on only on the machine that it was on; elsewhere it begins again.
# export CARGO_TARGET_DIR="${TMPDIR:-/tmp}/threadlings-$USER"

cargo run -q -p checker -- grade submissions/* --resume --partition "$SLURM_ARRAY_TASK_ID/8" --jobs "$SLURM_CPUS_PER_TASK" --format json --output "part-$SLURM_ARRAY_TASK_ID.json"
