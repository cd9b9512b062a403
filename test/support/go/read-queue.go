// Reads lines of a queue file into the types that Go's dispatcher keeps its queue in (event.go), and prints each back as it
// understood it. It ends with 1 and a sentence at the first line that Go cannot read.
//
//	go run read-queue.go < queue.jsonl
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"
)

type webhookEvent struct {
	Category  string    `json:"category"`
	CreatedAt time.Time `json:"created_at"`
	EventID   string    `json:"event_id"`
	Data      any       `json:"data"`
}

type queuedEvent struct {
	webhookEvent
	URL           string    `json:"url"`
	RetryCount    int       `json:"retry_count"`
	RetryAfter    time.Time `json:"retry_after"`
	MaxRetryCount int       `json:"max_retry_count"`
	RetrySchedule []string  `json:"retry_schedule"`
	LastUpdatedAt time.Time `json:"last_updated_at"`
}

func main() {
	lines := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for number := 1; ; number++ {
		line, err := lines.ReadBytes('\n')
		if err == io.EOF && len(line) == 0 {
			return
		}
		if err != nil && err != io.EOF {
			fail(number, err)
		}
		var event queuedEvent
		if err := json.Unmarshal(line, &event); err != nil {
			fail(number, err)
		}
		// The package drops what it cannot parse, without a word but in its log.
		for _, wait := range event.RetrySchedule {
			if _, err := time.ParseDuration(wait); err != nil {
				fail(number, err)
			}
		}
		printed, err := json.Marshal(event)
		if err != nil {
			fail(number, err)
		}
		fmt.Fprintf(out, "%s\n", printed)
	}
}

func fail(number int, err error) {
	fmt.Fprintf(os.Stderr, "line %d: %v\n", number, err)
	os.Exit(1)
}
