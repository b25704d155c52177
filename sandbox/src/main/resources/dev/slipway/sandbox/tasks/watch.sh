# Runs a program and holds it for the sandbox, which talks through standard input: a line is a signal's name, or 'kill' for
# everything at once. The end of the input means that the sandbox is gone, however it went: then nothing may stay.
#   $1      where the program's mount namespace and process id are noted
#   $2...   the program
note=$1
shift
exec 3<&0 </dev/null
setsid "$@" 3<&- &
task=$!

{
    while read -r word; do
        case $word in
            kill) break ;;
            *) kill -s "$word" "$task" ;;
        esac
    done
    kill -s KILL "$task"
    kill -s KILL -- "-$task"
} <&3 2>/dev/null &
reader=$!
exec 3<&-

wait "$task"
code=$?
kill -s KILL "$reader" 2>/dev/null
kill -s KILL -- "-$task" 2>/dev/null

# What left the program's process group is still in its mount namespace.
if read -r space pid <"$note"; then
    left=$(find /proc -mindepth 3 -maxdepth 3 -path '/proc/[0-9]*/ns/mnt' -lname "mnt:?$space?" 2>/dev/null)
    for found in $left; do
        found=${found#/proc/}
        kill -s KILL "${found%%/*}" 2>/dev/null
    done
fi 2>/dev/null
exit "$code"
