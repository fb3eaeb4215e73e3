# Sourced by run and tidy, from the root of the tree, with $tmp set.
#
# use_proxy packs the tree into a file-system GOPROXY and points the go command
# at it, outside the workspace. The module cache is a fresh one, because the
# cache is keyed by version and would answer with the tree of an earlier run;
# the usual cache serves as a proxy for third parties, so little is downloaded.
use_proxy() {
	local upstream cache old_nosumdb
	upstream=$(go env GOPROXY)
	cache=$(go env GOMODCACHE)
	old_nosumdb=$(go env GONOSUMDB)
	mkdir -p "$tmp/proxy" "$tmp/modcache"
	version=$(GOWORK=off go run ./.ci/pack . "$tmp/proxy")
	export GOWORK=off
	export GOPROXY="file://$tmp/proxy,file://$cache/cache/download,$upstream"
	export GONOPROXY=none
	export GONOSUMDB="github.com/tacit-go${old_nosumdb:+,$old_nosumdb}"
	export GOMODCACHE="$tmp/modcache"
	export GOFLAGS="${GOFLAGS:-} -modcacherw"
}

# modules prints the directory of every module of the tree, the root first.
modules() {
	find . \( -name '.?*' -o -name testdata -o -name vendor \) -prune -o -name go.mod -print |
		sed 's|/go\.mod$||' | LC_ALL=C sort
}

# foreign prints a go.sum without the lines of our own modules, which are
# published together with their users and so have no sum beforehand.
foreign() {
	[ ! -f "$1" ] || sed '\|^github\.com/tacit-go/tacit[ /]|d' "$1"
}
