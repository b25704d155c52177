# Becomes a program with a root directory of its own. Runs in new user and mount namespaces: all that is mounted here is
# gone with the last process in them. Every step is an exec, so the process keeps its id and gets the signals.
#   $1      where the mount namespace and the process id are noted
#   $2      the image's files, which stay as they are
#   $3      an empty directory
#   $4...   the program, which finds its root at $3/root
space=$(readlink /proc/self/ns/mnt)
space=${space#*'['}
echo "${space%']'} $$" >"$1" || exit 125
lower=$2
cd "$3" || exit 125
shift 3

mount -t tmpfs -o mode=0755 tmpfs . && cd "$PWD" && mkdir lower upper work root && mount --rbind "$lower" lower || exit 125
# What the program writes is kept in memory. Kernels before 5.11 have no overlays for ordinary users: there it may write to
# its /tmp only.
if ! mount -t overlay -o lowerdir=lower,upperdir=upper,workdir=work,userxattr overlay root 2>/dev/null; then
    mount --rbind "$lower" root && mount -o remount,bind,ro root || exit 125
fi
mount --rbind /proc root/proc && mount --rbind /dev root/dev && mount -t tmpfs -o mode=1777 tmpfs root/tmp || exit 125

# A shell lets what it starts in the background ignore these two; a program expects them as they are.
if env --default-signal=INT,QUIT true 2>/dev/null; then
    exec env -i --default-signal=INT,QUIT "$@"
fi
exec env -i "$@"
