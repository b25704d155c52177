# Sourced by ./slipway: keeps what a program's JVM learnt while starting, so that the next start is quicker.
#
# Once after each build a program is rehearsed: started, used and ended, with nobody looking. Its JVM then writes an archive of
# the classes it needed, ready linked: an AOT cache on JDK 25 or later, an AppCDS archive on 21 to 24. Beside it stand the
# options that use it and the JDK they are for:
#
#   <module>/target/start-up/options   an argument file for java; empty where no archive could be made
#   <module>/target/start-up/jdk       the JAVA_HOME that made it
#
# Whoever starts a program adds the options if the JDK is the same (the demo does so too). An archive that no longer fits, after
# an update of the JDK or a new jar, is ignored by the JVM itself, without a word: nothing but time depends on it.

slipway_start_up() { # sets start_up to the options that make the module $1 start quickly, or to nothing
  start_up=
  at=$here/$1/target/start-up
  made_by=
  [ ! -r "$at/jdk" ] || IFS= read -r made_by <"$at/jdk" || :
  if [ "$made_by" != "$JAVA_HOME" ] || [ ! "$at/options" -nt "$here/$1/target/$1.jar" ]; then
    slipway_rehearse "$1" || return 0
  fi
  [ ! -s "$at/options" ] || start_up=@$at/options
}

slipway_rehearse() { # makes the archive of the module $1; tries once a build
  rehearsal=$(slipway_rehearsal "$1")
  [ -n "$rehearsal" ] && command -v timeout >/dev/null || return 1
  mkdir -p "$at" 2>/dev/null && mkdir "$at/busy" 2>/dev/null || return 1
  rm -f "$at/options" "$at/program.aot" "$at/program.jsa"
  if [ "$slipway_jdk" -ge 25 ]; then
    record=-XX:AOTCacheOutput=$at/new.aot archive=program.aot use=-XX:AOTCache=
  else
    record=-XX:ArchiveClassesAtExit=$at/new.jsa archive=program.jsa use=-XX:SharedArchiveFile=
  fi
  echo "slipway: making '$1' start quicker (once a build, some seconds)" >&2
  # Nothing of the caller's settings gets in: a rehearsal speaks with nobody outside. Its first word is its limit in seconds.
  # shellcheck disable=SC2086 # a rehearsal is words
  (cd "$at" && set -- "$1" $rehearsal && module=$1 limit=$2 && shift 2 &&
    env -i HOME="$HOME" PATH="$PATH" timeout -s TERM "$limit" "$JAVA_HOME/bin/java" "@$here/.mvn/java.options" "$record" -Dslipway.log=json \
      -cp "$here/$module/target/$module.jar:$here/$module/target/lib/*" "$@") >"$at/log" 2>&1 </dev/null || :
  for new in "$at"/new.*; do
    [ "$new" = "$at/new.${archive#program.}" ] && mv "$new" "$at/$archive" || rm -f "$new"
  done
  # A path is quoted as argument files want it. The logs of the JVM are off: they would tell of what does not fit.
  quoted=$(printf '%s' "$at/$archive" | sed 's/[\\"]/\\&/g')
  if [ -s "$at/$archive" ]; then printf '"%s%s"\n-Xlog:disable\n' "$use" "$quoted"; fi >"$at/options"
  printf '%s\n' "$JAVA_HOME" >"$at/jdk"
  rmdir "$at/busy"
}

slipway_rehearsal() { # how the module $1 is rehearsed: the most seconds it may take, then java's arguments; nothing if it is not
  case $1 in
    smoke-tests) echo 30 dev.slipway.smoke.Rehearsal ;;
    # No AWS answers there: it fails, and has needed most of what a start needs.
    deployer) echo 30 -Daws.region=eu-west-1 -Daws.accessKeyId=rehearsal -Daws.secretAccessKey=rehearsal \
      -Daws.endpointUrl=http://127.0.0.1:9 dev.slipway.deployer.Main status ;;
    # It would stay: the limit ends it.
    sandbox) echo 4 dev.slipway.sandbox.Main --port 0 --tasks simulated ;;
  esac
}
