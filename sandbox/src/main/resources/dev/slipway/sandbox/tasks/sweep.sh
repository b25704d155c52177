# Removes the sandbox's containers when it is gone. The sandbox holds standard input open; its end, with or without a word
# before, means that nothing may stay. A sandbox that was killed may have been starting one more, so it is looked for again.
#   $1      the label all its containers have
trap '' INT HUP TERM
remove() {
    for pass in 1 2 3 4 5; do
        left=$(docker ps --all --quiet --filter "label=$1")
        if [ -z "$left" ]; then
            return
        fi
        # One that is being removed already can't be removed, but has to be waited for.
        docker rm --force --volumes $left || sleep 1
    done
}
read -r bye
remove "$1"
if [ "$bye" != bye ]; then
    for again in 1 2 3 4 5 6; do
        sleep 1
        remove "$1"
    done
fi
