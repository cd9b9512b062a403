// Makes the bbolt databases that test/engine/queue-files/read-bbolt*.test.ts read, by the library that Go's dispatcher uses.
//
//	apt-get install golang-go golang-github-coreos-bbolt-dev
//	cd test/support/bbolt && GO111MODULE=off GOPATH=/usr/share/gocode go run make-fixtures.go
//
// What is in them is made from counters, so that the tests can say what they must find.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// The fields of Go's QueuedEvent, in its order.
type event struct {
	Category      string    `json:"category"`
	CreatedAt     time.Time `json:"created_at"`
	EventID       string    `json:"event_id"`
	Data          any       `json:"data"`
	URL           string    `json:"url"`
	RetryCount    int       `json:"retry_count"`
	RetryAfter    time.Time `json:"retry_after"`
	MaxRetryCount int       `json:"max_retry_count"`
	RetrySchedule []string  `json:"retry_schedule"`
	LastUpdatedAt time.Time `json:"last_updated_at"`
}

func main() {
	makeFile("events.db", 4096, func(db *bbolt.DB) {
		update(db, func(tx *bbolt.Tx) { putEvents(bucket(tx, "webhook_events"), 3) })
		update(db, func(tx *bbolt.Tx) { putEvents(bucket(tx, "webhook_events"), 5) })
	})
	makeFile("buckets.db", 4096, func(db *bbolt.DB) {
		update(db, func(tx *bbolt.Tx) {
			putEvents(bucket(tx, "webhook_events"), 2)
			bucket(tx, "empty")
			settings := bucket(tx, "settings")
			put(settings, "a", "1")
			nested, err := settings.CreateBucket([]byte("nested"))
			check(err)
			put(nested, "hidden", "2")
			put(settings, "z", "")
		})
	})
	makeFile("overflow.db", 1024, func(db *bbolt.DB) {
		update(db, func(tx *bbolt.Tx) {
			large := bucket(tx, "large")
			put(large, "a", "small")
			put(large, "b", strings.Repeat("0123456789", 900))
			put(large, "c", "small too")
			put(large, strings.Repeat("k", 3000), "long key")
		})
	})
	makeFile("many.db", 1024, func(db *bbolt.DB) {
		update(db, func(tx *bbolt.Tx) {
			many := bucket(tx, "many")
			for index := 0; index < 300; index++ {
				put(many, fmt.Sprintf("key-%05d", index), fmt.Sprintf("value %d", index))
			}
		})
		update(db, func(tx *bbolt.Tx) {
			for index := 0; index < 300; index += 3 {
				check(tx.Bucket([]byte("many")).Delete([]byte(fmt.Sprintf("key-%05d", index))))
			}
		})
	})
	makeFile("new.db", 4096, func(*bbolt.DB) {})
}

func makeFile(name string, pageSize int, fill func(*bbolt.DB)) {
	_ = os.Remove(name)
	db, err := bbolt.Open(name, 0o644, &bbolt.Options{PageSize: pageSize, NoFreelistSync: true, NoGrowSync: true})
	check(err)
	db.AllocSize = pageSize
	fill(db)
	check(db.Close())
}

func putEvents(to *bbolt.Bucket, count int) {
	begin := time.Date(2026, 11, 24, 14, 3, 20, 123456789, time.UTC)
	for index := 0; index < count; index++ {
		at := begin.Add(time.Duration(index) * time.Minute)
		id := fmt.Sprintf("01932e5a-7c00-7000-8000-%012d", index)
		value, err := json.Marshal(event{
			Category: "order.created", CreatedAt: at, EventID: id,
			Data: map[string]any{"number": index, "text": "Zoë <&> \U0001f4e6"}, URL: "http://localhost:3000/hooks",
			RetryCount: index, RetryAfter: at.Add(time.Minute), MaxRetryCount: 30,
			RetrySchedule: []string{"0s", "5s", "1m"}, LastUpdatedAt: at,
		})
		check(err)
		put(to, id, string(value))
	}
}

func bucket(tx *bbolt.Tx, name string) *bbolt.Bucket {
	found, err := tx.CreateBucketIfNotExists([]byte(name))
	check(err)
	return found
}

func put(to *bbolt.Bucket, key, value string) { check(to.Put([]byte(key), []byte(value))) }

func update(db *bbolt.DB, change func(*bbolt.Tx)) {
	check(db.Update(func(tx *bbolt.Tx) error { change(tx); return nil }))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
