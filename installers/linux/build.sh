#!/usr/bin/env bash
# Makes a .deb of Gatehouse, or with --app-image a directory that runs in place. The result is in target/installers.
set -euo pipefail
cd "$(dirname "$0")/../.."

type=deb
case ${1:-} in
  '') ;;
  --app-image) type=app-image ;;
  *)
    echo "build.sh: unknown option $1; there is --app-image." >&2
    exit 2
    ;;
esac

fail() {
  echo "build.sh: $1" >&2
  exit 1
}

# Builds what is stale and finds the JDK, as for any run.
version=$(./gatehouse --version) || fail "Gatehouse could not be built."
version=${version#gatehouse }
version=${version%-SNAPSHOT}
jdk=$(dirname "$(dirname "$(readlink -f "$(./gatehouse --print-java)")")")
for tool in jlink jdeps jpackage; do
  [[ -x $jdk/bin/$tool ]] || fail "The JDK in $jdk has no $tool; install a full JDK."
done
if [[ $type == deb ]]; then
  for tool in dpkg-deb fakeroot; do
    command -v "$tool" >/dev/null || fail "$tool is missing; on Debian: apt-get install dpkg fakeroot."
  done
fi
command -v objcopy >/dev/null || fail "objcopy is missing; on Debian: apt-get install binutils."

work=$PWD/target/installers
rm -rf "$work"
mkdir -p "$work/jars" "$work/javafx"

# JavaFX becomes part of the runtime; everything else stays on the class path.
cp app/target/gatehouse-app.jar "$work/jars/"
while IFS= read -r jar; do
  case $jar in
    */org/openjfx/*-linux*.jar) cp "$jar" "$work/javafx/" ;;
    */org/openjfx/*) ;;
    *) cp "$jar" "$work/jars/" ;;
  esac
done < <(tr ':' '\n' <app/target/class-path.txt)

echo "finding the modules that the jars need"
modules=$("$jdk/bin/jdeps" --ignore-missing-deps --print-module-deps --multi-release 25 \
  --module-path "$work/javafx" --class-path "$work/jars/*" "$work"/jars/gatehouse-*.jar)
# Found by name at run time, which jdeps cannot see: elliptic curves, LDAP's parser in pgjdbc, zip and jar file systems,
# the names of places and languages.
modules=$modules,jdk.crypto.ec,java.naming,jdk.zipfs,jdk.localedata,java.management,jdk.unsupported,javafx.controls,javafx.swing

# A .deb is compressed as a whole, which does better on a runtime that is not compressed yet.
compress=zip-6
[[ $type == deb ]] && compress=zip-0

echo "linking the runtime"
"$jdk/bin/jlink" --module-path "$work/javafx" --add-modules "$modules" --output "$work/runtime" \
  --strip-debug --no-header-files --no-man-pages --compress "$compress" --include-locales en,de,fr,pl

echo "packing"
options=(
  --type "$type" --name gatehouse --app-version "$version" --dest "$work"
  --description "A governed SQL client for the desktop" --vendor Gatehouse
  --runtime-image "$work/runtime" --input "$work/jars"
  --main-jar gatehouse-app.jar --main-class dev.gatehouse.app.cli.Gatehouse
  --icon icons/gatehouse-512.png
  --java-options "--enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow"
)
if [[ $type == deb ]]; then
  options+=(--linux-shortcut --linux-menu-group Development --linux-app-category database
    --linux-deb-maintainer maintainers@gatehouse.invalid --license-file LICENSE)
fi
"$jdk/bin/jpackage" "${options[@]}"
du -sh "$work"/gatehouse* | sed "s#$PWD/##"
