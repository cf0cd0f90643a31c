// Reads what `zhiban export --log` has written with golang.org/x/mod and nothing of ours: go run foreign-log.go EARLY LATE NAME.
package main

import (
	"encoding/base64"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func read(parts ...string) string {
	text, err := os.ReadFile(filepath.Join(parts...))
	must(err)
	return string(text)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func hashOf(line string) tlog.Hash {
	hash, err := tlog.ParseHash(line)
	must(err)
	return hash
}

// treeOf opens the note by the key and reads origin, size and root of it.
func treeOf(text string, verifier note.Verifier) tlog.Tree {
	opened, err := note.Open([]byte(text), note.VerifierList(verifier))
	must(err)
	lines := strings.Split(opened.Text, "\n")
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	if lines[0] != verifier.Name() {
		log.Fatalf("the origin is %s, the key is of %s", lines[0], verifier.Name())
	}
	return tlog.Tree{N: size, Hash: hashOf(lines[2])}
}

func main() {
	early, late, name := os.Args[1], os.Args[2], os.Args[3]
	verifier, err := note.NewVerifier(strings.TrimSpace(read(early, name+".vkey")))
	must(err)
	before := treeOf(read(early, name+".checkpoint"), verifier)
	after := treeOf(read(late, name+".checkpoint"), verifier)

	var path tlog.TreeProof
	proof, _, _ := strings.Cut(read(late, name+".consistency"), "\n\n")
	for _, line := range strings.Split(proof, "\n")[1:] {
		path = append(path, hashOf(line))
	}
	must(tlog.CheckTree(path, after.N, after.Hash, before.N, before.Hash))

	leaves := strings.Split(strings.TrimSpace(read(late, name+".leaves")), "\n")
	last, err := base64.StdEncoding.DecodeString(leaves[len(leaves)-1])
	must(err)
	var inclusion tlog.RecordProof
	proof, _, _ = strings.Cut(read(late, name+".tlog-proof"), "\n\n")
	for _, line := range strings.Split(proof, "\n")[2:] {
		inclusion = append(inclusion, hashOf(line))
	}
	must(tlog.CheckRecord(inclusion, after.N, after.Hash, after.N-1, tlog.RecordHash(last)))
	fmt.Printf("%s goes on from %d heads to %d\n", verifier.Name(), before.N, after.N)
}
