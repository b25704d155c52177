# Removes the sandbox's containers when it is gone, and the images that it had the engine pull. The sandbox holds standard
# input open; its end, with or without 'bye' before, means that nothing may stay. A sandbox that was killed may have been
# starting one more container, so it is looked for again. Each line 'image <name>' is an image to remove at the end: by that
# name alone, so that one that somebody built or tagged stays.
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
bye=
images=
while read -r word name; do
    case $word in
        image) images="$images $name" ;;
        bye)
            bye=bye
            break
            ;;
    esac
done
remove "$1"
if [ "$bye" != bye ]; then
    for again in 1 2 3 4 5 6; do
        sleep 1
        remove "$1"
    done
fi
[ -z "$images" ] || docker image rm $images
