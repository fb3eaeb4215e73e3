# Sourced by run and tidy, from the root of the tree, with $tmp set.
#
# use_proxy packs the tree into a file-system GOPROXY and points the go command
# at it, outside the workspace. The module cache is one of its own, because the
# cache is keyed by version and would answer with the tree of an earlier run;
# what the usual cache has of third parties is linked into it, which takes no room,
# or serves as a proxy where links cannot be made.
use_proxy() {
	local upstream cache old_nosumdb
	upstream=$(go env GOPROXY)
	cache=$(go env GOMODCACHE)
	old_nosumdb=$(go env GONOSUMDB)
	mkdir -p "$tmp/proxy" "$tmp/modcache"
	link_cache "$cache" "$tmp/modcache"
	version=$(GOWORK=off go run ./.ci/pack . "$tmp/proxy")
	export GOWORK=off
	export GOPROXY="file://$tmp/proxy,file://$cache/cache/download,$upstream"
	export GONOPROXY=none
	export GONOSUMDB="github.com/tacit-go${old_nosumdb:+,$old_nosumdb}"
	export GOMODCACHE="$tmp/modcache"
	export GOFLAGS="${GOFLAGS:-} -modcacherw"
}

# link_cache fills a module cache with links to the files of another, but for our own
# modules and for the locks, which are written to.
link_cache() {
	[ -d "$1/cache/download" ] || return 0
	cp -RPl "$1/." "$2" 2>/dev/null || {
		rm -rf "$2" && mkdir -p "$2"
		return 0
	}
	find "$2" -type d -exec chmod u+w {} +
	rm -rf "$2/github.com/tacit-go" "$2/cache/download/github.com/tacit-go"
	find "$2/cache" -type f \( -name '*.lock' -o -name lock \) -delete
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
